//! From orders and prescriptions that are no medicines: `ServiceRequest`, `NutritionOrder`, `VisionPrescription`.

use portico_fhir::shapes::{Lens, NutritionOrder, ServiceRequest, VisionPrescription, When};
use portico_fhir::{Decimal, Parsed};

use super::draft::{Draft, first, keyed, mark_of, mark_of_order};
use super::{OtherKind, OtherSource};
use crate::reading::{self, Labelled, NotReadable, Reading};
use crate::view::Mark;

pub(crate) fn order(
    Parsed { shape: order, faults }: &Parsed<ServiceRequest>,
    reading: &Reading<'_>,
) -> Result<Labelled<OtherSource>, NotReadable> {
    let mark =
        mark_of_order(order.status.as_deref(), order.intent.as_deref(), order.do_not_perform == Some(true));
    let mut draft = Draft {
        contained: &order.contained,
        code: order.code.as_ref(),
        at: order.authored_on.as_deref().or(order.occurrence.as_ref().and_then(When::start)),
        mark,
        by: order.requester.as_ref(),
        notes: reading::notes(&order.note),
        visit: order.encounter.as_ref(),
        reason_codes: &order.reason_code,
        reason_references: order.reason_reference.clone(),
        // Of what was done, the thing itself stands on the timeline.
        is_event: order.status.as_deref() != Some("completed"),
        ..Draft::of(OtherKind::Orders, &order.id, &order.meta, faults)
    };
    draft.details.terms("other-sort", &order.category);
    draft.details.terms("other-order-detail", &order.order_detail);
    draft.details.day("other-when", order.occurrence.as_ref().and_then(When::start), reading);
    draft.details.terms("other-body-site", &order.body_site);
    let whom = order.performer.iter().find_map(|who| reading.name(who, &order.contained));
    draft.details.text("other-by-whom", whom.as_deref());
    draft.details.text("other-instructions", order.patient_instruction.as_deref());
    draft.finish(reading)
}

pub(crate) fn diet(
    Parsed { shape: order, faults }: &Parsed<NutritionOrder>,
    reading: &Reading<'_>,
) -> Result<Labelled<OtherSource>, NotReadable> {
    let diet = order.oral_diet.as_ref();
    let supplement = order.supplement.first();
    let formula = order.enteral_formula.as_ref();
    let mut draft = Draft {
        contained: &order.contained,
        code: diet
            .and_then(|diet| diet.kind.first())
            .or(supplement.and_then(|own| own.kind.as_ref()))
            .or(formula.and_then(|own| own.base_formula_type.as_ref())),
        at: order.date_time.as_deref(),
        mark: mark_of_order(order.status.as_deref(), order.intent.as_deref(), false),
        by: order.orderer.as_ref(),
        notes: reading::notes(&order.note),
        visit: order.encounter.as_ref(),
        ..Draft::of(OtherKind::Diets, &order.id, &order.meta, faults)
    };
    if let Some(diet) = diet {
        draft.details.terms("other-sort", diet.kind.iter().skip(1));
        draft.details.text("other-instructions", diet.instruction.as_deref());
    }
    for supplement in &order.supplement {
        draft.details.terms("other-supplement", &supplement.kind);
        draft.details.text("other-supplement", supplement.product_name.as_deref());
        draft.details.text("other-instructions", supplement.instruction.as_deref());
    }
    if let Some(formula) = formula {
        draft.details.terms("other-formula", &formula.base_formula_type);
        draft.details.text("other-formula", formula.base_formula_product_name.as_deref());
        draft.details.text("other-instructions", formula.administration_instruction.as_deref());
    }
    draft.details.terms("other-preference", &order.food_preference_modifier);
    draft.details.terms("other-leave-out", &order.exclude_food_modifier);
    draft.finish(reading)
}

pub(crate) fn glasses(
    Parsed { shape: prescription, faults }: &Parsed<VisionPrescription>,
    reading: &Reading<'_>,
) -> Result<Labelled<OtherSource>, NotReadable> {
    let lenses = &prescription.lens_specification;
    let mut draft = Draft {
        contained: &prescription.contained,
        code: lenses.iter().find_map(|lens| lens.product.as_ref()),
        name: first_product(lenses).is_none().then(|| keyed("other-glasses")),
        at: prescription.date_written.as_deref().or(prescription.created.as_deref()),
        mark: mark_of(prescription.status.as_deref()),
        by: first([prescription.prescriber.as_ref()]),
        visit: prescription.encounter.as_ref(),
        ..Draft::of(OtherKind::Glasses, &prescription.id, &prescription.meta, faults)
    };
    draft.details.judge(lenses.iter().filter_map(|lens| lens.product.as_ref()));
    for lens in lenses {
        let eye = if lens.eye.as_deref() == Some("left") { "other-left-eye" } else { "other-right-eye" };
        draft.details.text(eye, Some(&strength(lens)));
        draft.notes.extend(reading::notes(&lens.note));
    }
    if draft.mark == Some(Mark::StatusNotKnown) && prescription.status.is_none() {
        draft.mark = None;
    }
    draft.finish(reading)
}

fn first_product(lenses: &[Lens]) -> Option<&portico_fhir::shapes::CodeableConcept> {
    lenses.iter().find_map(|lens| lens.product.as_ref())
}

/// As opticians write it: sphere, cylinder, axis, addition.
fn strength(lens: &Lens) -> String {
    let said = |name: &str, value: Option<&Decimal>| value.map(|value| format!("{name} {}", value.text()));
    let axis = lens.axis.map(|axis| format!("AXIS {axis}"));
    let parts = [said("SPH", lens.sphere.as_ref()), said("CYL", lens.cylinder.as_ref()), axis];
    parts.into_iter().chain([said("ADD", lens.add.as_ref())]).flatten().collect::<Vec<_>>().join(" ")
}
