//! From `CarePlan`, `Goal` and `CareTeam` to what a reader sees.

use std::sync::Arc;

use jiff::Zoned;
use portico_fhir::Parsed;
use portico_fhir::shapes::{self, GoalDetail, Practitioner, PractitionerRole};
use portico_model::Sensitivities;

use super::{Activity, CarePlan, CareTeamMember, Goal, GoalTarget};
use crate::current::current;
use crate::documents::cleaned;
use crate::health::Mentioning;
use crate::reading::{self, Labelled, NotReadable, Reading, target_id, term, term_or_unnamed};
use crate::under_way;
use crate::view::Term;

pub(crate) fn care_plan(
    parsed: &Parsed<shapes::CarePlan>,
    reading: &Reading<'_>,
) -> Result<Labelled<Mentioning<CarePlan>>, NotReadable> {
    let plan = &parsed.shape;
    let titled = plan.title.clone().map(Term::plain);
    let category = || plan.category.iter().rev().find_map(term);
    let item = CarePlan {
        id: reading::id(plan.id.as_deref())?,
        title: titled.or_else(category).unwrap_or_else(Term::unnamed),
        status: plan.status.clone().unwrap_or_default(),
        start: plan.period.as_ref().and_then(|period| reading.day(period.start.as_deref())),
        end: plan.period.as_ref().and_then(|period| reading.day(period.end.as_deref())),
        description: plan.description.clone(),
        narrative_html: narrative(plan.text.as_ref()),
        activities: plan.activity.iter().filter_map(activity).collect(),
        addresses: Vec::new(),
    };
    let labels = plan_labels(parsed, &item, reading);
    let mentions = reading.mentions(&[], &plan.addresses, &plan.contained);
    Ok(Labelled { item: Mentioning { item, mentions }, labels })
}

fn plan_labels(parsed: &Parsed<shapes::CarePlan>, item: &CarePlan, reading: &Reading<'_>) -> Sensitivities {
    let Parsed { shape: plan, faults } = parsed;
    let details = plan.activity.iter().filter_map(|activity| activity.detail.as_ref());
    let concepts = plan.category.iter().chain(details.filter_map(|detail| detail.code.as_ref()));
    let labels = reading.labels(concepts, plan.meta.as_ref(), faults);
    let about = plan.addresses.iter().filter_map(|condition| condition.display.as_deref());
    labels.union(reading.labels_of_words(about)).union(reading.labels_of_shown(item))
}

/// The narrative of the record, where a person wrote it. Generated narrative repeats the fields.
fn narrative(text: Option<&shapes::Narrative>) -> Option<String> {
    let text = text?;
    let is_written = matches!(text.status.as_deref(), Some("additional"));
    let html = cleaned(text.div.as_deref().filter(|_| is_written)?)?;
    (!html.trim().is_empty()).then_some(html)
}

fn activity(activity: &shapes::Activity) -> Option<Activity> {
    let Some(detail) = &activity.detail else {
        let text = activity.reference.as_ref()?.display.clone().map(Term::plain)?;
        return Some(Activity { text, status: None });
    };
    let described = detail.description.clone().map(Term::plain);
    let text = described.or_else(|| detail.code.as_ref().and_then(term))?;
    Some(Activity { text, status: detail.status.clone() })
}

pub(crate) fn goal(
    parsed: &Parsed<shapes::Goal>,
    reading: &Reading<'_>,
) -> Result<Labelled<Goal>, NotReadable> {
    let Parsed { shape: goal, faults } = parsed;
    let item = Goal {
        id: reading::id(goal.id.as_deref())?,
        text: term_or_unnamed(goal.description.as_ref()),
        status: goal.lifecycle_status.clone().unwrap_or_default(),
        achievement: goal.achievement_status.as_ref().and_then(term),
        start: reading.day(goal.start_date.as_deref()),
        targets: goal.target.iter().map(|own| target(own, reading)).collect(),
    };
    let measured = goal.target.iter().flat_map(|target| {
        let detail = target.detail.as_ref().and_then(|detail| match detail {
            GoalDetail::CodeableConcept(concept) => Some(concept),
            _ => None,
        });
        target.measure.iter().chain(detail)
    });
    let others = goal.category.iter().chain(&goal.achievement_status).chain(measured);
    let labels = reading.labels_by_code(goal.description.as_ref(), others, goal.meta.as_ref(), faults);
    Ok(Labelled { labels: labels.union(reading.labels_of_shown(&item)), item })
}

fn target(target: &shapes::GoalTarget, reading: &Reading<'_>) -> GoalTarget {
    let shown = |quantity: &shapes::Quantity| {
        let amount = crate::labs::amount(quantity)?;
        let comparator = quantity.comparator.as_deref().unwrap_or_default();
        Some(format!("{comparator}{} {}", amount.text, amount.unit.unwrap_or_default()).trim().to_owned())
    };
    let text = target.detail.as_ref().and_then(|detail| match detail {
        GoalDetail::Quantity(quantity) => shown(quantity),
        GoalDetail::Range(range) => {
            let low = range.low.as_ref().and_then(shown);
            let high = range.high.as_ref().and_then(shown);
            Some(match (low, high) {
                (Some(low), Some(high)) => format!("{low} – {high}"),
                (Some(low), None) => format!("≥ {low}"),
                (None, Some(high)) => format!("≤ {high}"),
                (None, None) => return None,
            })
        }
        GoalDetail::CodeableConcept(concept) => term(concept).map(|term| term.text),
        GoalDetail::String(words) => Some(words.clone()),
        GoalDetail::Integer(number) => Some(number.to_string()),
        GoalDetail::Boolean(_) | GoalDetail::Ratio(_) => None,
    });
    GoalTarget {
        measure: target.measure.as_ref().and_then(term),
        text,
        due: reading.day(target.due_date.as_deref()),
    }
}

const NPI: &str = "http://hl7.org/fhir/sid/us-npi";

/// The members of one care team today, and how many more there are whose names nobody knows. The patient is not listed among
/// them.
pub(crate) fn members(
    parsed: &Parsed<shapes::CareTeam>,
    reading: &Reading<'_>,
    now: &Zoned,
) -> (Vec<Labelled<CareTeamMember>>, u32) {
    let Parsed { shape: team, faults } = parsed;
    let of_team = reading.labels(team.category.iter().chain(&team.reason_code), team.meta.as_ref(), faults);
    let is_patient = |who: &shapes::Reference| who.target().is_some_and(|who| who.resource_type == "Patient");
    let current = under_way::members(team, faults, now)
        .filter(|own| own.member.as_ref().is_some_and(|who| !is_patient(who)));
    let (mut named, mut nameless) = (Vec::new(), 0);
    for participant in current {
        match member(team, participant, reading) {
            Some(item) => {
                let labels = of_team.union(reading.labels_of_shown(&item));
                named.push(Labelled { item, labels });
            }
            None => nameless += 1,
        }
    }
    (named, nameless)
}

fn member(
    team: &shapes::CareTeam,
    participant: &shapes::CareTeamParticipant,
    reading: &Reading<'_>,
) -> Option<CareTeamMember> {
    let reference = participant.member.as_ref()?;
    let kind = reference.target().map(|target| target.resource_type).unwrap_or_default();
    let resource = reading.directory.resolve(reference, &team.contained);
    let practitioner = resource
        .filter(|raw| raw.head().resource_type == "Practitioner")
        .map(|raw| raw.parse::<Practitioner>().shape);
    let role = resource
        .filter(|raw| raw.head().resource_type == "PractitionerRole")
        .map(|raw| raw.parse::<PractitionerRole>().shape);
    let telecoms =
        practitioner.iter().flat_map(|who| &who.telecom).chain(role.iter().flat_map(|role| &role.telecom));
    let phones: Vec<_> = telecoms.filter(|way| way.system.as_deref() == Some("phone")).cloned().collect();
    let telecoms = current(&phones, &reading.directory.now);
    let mut identifiers = practitioner.iter().flat_map(|who| &who.identifier);
    let qualified =
        practitioner.iter().flat_map(|who| &who.qualification).filter_map(|own| own.code.as_ref());
    let works_for =
        participant.on_behalf_of.iter().chain(role.iter().filter_map(|role| role.organization.as_ref()));
    let mut named = works_for.clone().filter_map(|place| reading.name(place, &team.contained));
    let mut known = works_for.filter_map(|place| target_id(place, "Organization"));
    let name: Arc<str> = reading.name(reference, &team.contained)?;
    let of_role = role.as_ref().and_then(|role| role.practitioner.as_ref());
    let person = std::iter::once(reference).chain(of_role).find_map(|who| target_id(who, "Practitioner"));
    Some(CareTeamMember {
        name,
        practitioner: person,
        role: participant.role.iter().find_map(term),
        specialty: role.iter().flat_map(|role| &role.specialty).chain(qualified).find_map(term),
        npi: identifiers.find(|own| own.system.as_deref() == Some(NPI)).and_then(|own| own.value.clone()),
        phone: telecoms.into_iter().find_map(|way| way.value.clone()),
        organization: named.next(),
        organization_id: known.next(),
        is_lay: kind == "RelatedPerson",
    })
}
