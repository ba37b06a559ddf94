//! From `SupplyDelivery`: what was handed out besides medicines.

use portico_fhir::Parsed;
use portico_fhir::shapes::{SupplyDelivery, When};

use super::draft::{Draft, concept_of_words, end, mark_of};
use super::{OtherKind, OtherSource};
use crate::reading::{Labelled, NotReadable, Reading};

pub(crate) fn supply(
    Parsed { shape: supply, faults }: &Parsed<SupplyDelivery>,
    reading: &Reading<'_>,
) -> Result<Labelled<OtherSource>, NotReadable> {
    let item = supply.supplied_item.as_ref();
    let referred = concept_of_words(item.and_then(|item| item.item_reference.as_ref()?.display.as_deref()));
    let code = item.and_then(|item| item.item_codeable_concept.as_ref()).or(referred.as_ref());
    let mut draft = Draft {
        contained: &supply.contained,
        code: code.or(supply.kind.as_ref()),
        at: supply.occurrence.as_ref().and_then(When::start),
        until: supply.occurrence.as_ref().and_then(end),
        mark: mark_of(supply.status.as_deref()),
        by: supply.supplier.as_ref(),
        ..Draft::of(OtherKind::Supplies, &supply.id, &supply.meta, faults)
    };
    draft.details.judge(&supply.kind);
    draft.details.amount("other-amount", item.and_then(|item| item.quantity.as_ref()));
    draft.finish(reading)
}
