use jiff::civil::Date;
use portico_model::{
    AccountId, Audience, Categories, Category, DirectiveId, Effect, Matter, PatientId, Purpose, ResourceId,
    Sensitivities,
};
use uuid::Uuid;

use super::shape::{Actor, Coding, Consent, Period, Provision, Reference, Thing};
use super::{DirectiveTerms, Foreign, NotUnderstood, codes, days};

type Understood<T> = Result<T, NotUnderstood>;

/// Reads a Consent that is said to be this patient's.
///
/// # Errors
/// [`NotUnderstood`] where it is no Consent at all, or another patient's. Where it is one whose terms cannot be said as a
/// directive, that is in its terms.
pub fn read(json: &str, patient: &PatientId) -> Understood<Foreign> {
    let head: Head = serde_json::from_str(json).map_err(|error| refused("Consent", error.to_string()))?;
    if head.resource_type != "Consent" {
        return Err(refused("Consent", "it is not a Consent"));
    }
    let terms = serde_json::from_str::<Consent>(json)
        .map_err(|error| refused("Consent", error.to_string()))
        .and_then(|consent| terms(&consent, patient));
    Ok(Foreign {
        id: head
            .id
            .unwrap_or_else(|| "unnamed".to_owned())
            .parse()
            .map_err(|_| refused("Consent.id", "it is no id"))?,
        copy_of: head.identifier.iter().flatten().find_map(own_id),
        is_active: head.status.as_deref() == Some("active"),
        terms,
    })
}

/// What is wanted of a Consent that is not understood.
#[derive(serde::Deserialize)]
#[serde(rename_all = "camelCase")]
struct Head {
    resource_type: String,
    id: Option<String>,
    status: Option<String>,
    identifier: Option<Vec<Named>>,
}

#[derive(serde::Deserialize)]
struct Named {
    system: Option<String>,
    value: Option<String>,
}

fn own_id(named: &Named) -> Option<DirectiveId> {
    let text = named.value.as_deref().filter(|_| named.system.as_deref() == Some(codes::URI))?;
    let id: Uuid = text.strip_prefix("urn:uuid:")?.parse().ok()?;
    Some(DirectiveId(id))
}

fn terms(consent: &Consent, patient: &PatientId) -> Understood<DirectiveTerms> {
    if !consent.scope.is(codes::SCOPE, "patient-privacy") {
        return Err(refused("Consent.scope", "only patient-privacy is understood"));
    }
    if !consent.category.iter().any(|own| own.is(codes::LOINC, codes::PATIENT_CONSENT)) {
        return Err(refused("Consent.category", "only LOINC 59284-0 (patient consent) is understood"));
    }
    if consent.patient.reference.as_deref() != Some(&format!("Patient/{patient}")) {
        return Err(refused("Consent.patient", "it is not this patient's"));
    }
    let provision = one_provision(consent)?;
    let effect = effect(consent, provision)?;
    let terms = DirectiveTerms {
        effect,
        matter: matter(provision, effect)?,
        audience: audience(&provision.actor)?,
        purposes: purposes(&provision.purpose)?,
        valid_from: moment(&provision.period, |period| period.start.as_deref(), effect, days::begin)?,
        valid_until: moment(&provision.period, |period| period.end.as_deref(), effect, days::end)?,
    };
    match effect {
        Effect::Permit if consent.verification.is_some() => {
            Err(refused("Consent.verification", "whether a permit was verified is not understood"))
        }
        _ => Ok(terms),
    }
}

/// The provision itself, or the only one within an empty one (R4: the root carries no type).
fn one_provision(consent: &Consent) -> Understood<&Provision> {
    let root = consent.provision.as_ref().ok_or_else(|| refused("Consent.provision", "it is missing"))?;
    match &root.provision[..] {
        [] => Ok(root),
        [only] if root.is_empty() && only.provision.is_empty() => Ok(only),
        _ => Err(refused("Consent.provision.provision", "make one Consent for each decision")),
    }
}

impl Provision {
    /// Nothing but what is within it.
    fn is_empty(&self) -> bool {
        self.kind.is_none()
            && self.period.is_none()
            && self.actor.is_empty()
            && self.security_label.is_empty()
            && self.purpose.is_empty()
            && self.class.is_empty()
            && self.data_period.is_none()
            && self.data.is_empty()
    }
}

fn effect(consent: &Consent, provision: &Provision) -> Understood<Effect> {
    let (effect, rule) = match provision.kind.as_deref() {
        Some("permit") => (Effect::Permit, "OPTOUT"),
        Some("deny") => (Effect::Deny, "OPTIN"),
        _ => return Err(refused("Consent.provision.type", "it must be permit or deny")),
    };
    match &consent.policy_rule {
        Some(own) if own.coding.len() == 1 && own.is(codes::ACT_CODE, rule) => Ok(effect),
        _ => Err(refused(
            "Consent.policyRule",
            format!("the rule that this is the exception to must be {rule} (v3-ActCode)"),
        )),
    }
}

fn matter(provision: &Provision, effect: Effect) -> Understood<Matter> {
    let named = kinds(&provision.class, effect)?;
    let (categories, item) = match &provision.data[..] {
        [] => (named, None),
        [only] => {
            let (kinds, id) = thing(only)?;
            (within(kinds, named)?, Some(id))
        }
        _ => return Err(refused("Consent.provision.data", "make one Consent for each thing")),
    };
    Ok(Matter {
        categories,
        labels: labels(&provision.security_label, effect)?,
        from: day(&provision.data_period, |period| period.start.as_deref())?,
        to: day(&provision.data_period, |period| period.end.as_deref())?,
        item,
    })
}

fn labels(codings: &[Coding], effect: Effect) -> Understood<Sensitivities> {
    let label = |coding: &Coding| {
        let found = coding.of(codes::ACT_CODE).and_then(codes::label_of);
        found.filter(|(_, is_exact)| *is_exact || effect == Effect::Deny).map(|(label, _)| label)
    };
    let unknown = || {
        refused(
            "Consent.provision.securityLabel",
            "only ETH, BH, SEX, HIV and GDIS (v3-ActCode) are understood",
        )
    };
    codings.iter().map(|coding| label(coding).ok_or_else(unknown)).collect()
}

/// Our own kinds, or resource types; a type that is shown as more than it says is understood in a deny alone, and so is one
/// that is shown among others.
fn kinds(codings: &[Coding], effect: Effect) -> Understood<Categories> {
    let mut kinds = Categories::NONE;
    for coding in codings {
        let own = coding.of(codes::KIND).and_then(codes::category_of);
        let of_type = coding
            .of(codes::RESOURCE_TYPES)
            .filter(|name| effect == Effect::Deny || *name != "DiagnosticReport");
        let shown = of_type.map(codes::shown_as).unwrap_or_default().iter();
        let shown: Categories =
            shown.filter(|kind| effect == Effect::Deny || *kind != Category::Other).collect();
        if own.is_none() && shown.is_empty() {
            return Err(refused("Consent.provision.class", "the kind of record is not understood"));
        }
        kinds = own.into_iter().chain(shown.iter()).fold(kinds, Categories::with);
    }
    Ok(kinds)
}

fn thing(thing: &Thing) -> Understood<(Categories, ResourceId)> {
    let at = "Consent.provision.data";
    if thing.meaning != "instance" {
        return Err(refused(at, "only the meaning instance is understood"));
    }
    let (kind, id) = local(&thing.reference).ok_or_else(|| refused(at, "it is no relative reference"))?;
    match codes::shown_as(kind) {
        none if none.is_empty() => Err(refused(at, "things of this type are not shown here")),
        kinds => Ok((kinds, id)),
    }
}

/// The kinds that a thing is shown as, narrowed to those that were named.
fn within(kinds: Categories, named: Categories) -> Understood<Categories> {
    let both: Categories = kinds.iter().filter(|kind| named.is_empty() || named.contains(*kind)).collect();
    let strays = named.iter().any(|kind: Category| !kinds.contains(kind));
    if strays { Err(refused("Consent.provision.class", "the thing is of another kind")) } else { Ok(both) }
}

fn audience(actors: &[Actor]) -> Understood<Audience> {
    let at = "Consent.provision.actor";
    let actor = match actors {
        [] => return Ok(Audience::Everyone),
        [only] => only,
        _ => return Err(refused(at, "make one Consent for each recipient")),
    };
    if !actor.role.is(codes::PARTICIPATION, codes::RECIPIENT) {
        return Err(refused(at, "only the role IRCP (information recipient) is understood"));
    }
    named_audience(&actor.reference).ok_or_else(|| refused(at, "who is meant is not understood"))
}

fn named_audience(reference: &Reference) -> Option<Audience> {
    if let Some((kind, id)) = local(reference) {
        return match kind {
            "Practitioner" => Some(Audience::Practitioner(id)),
            "Organization" => Some(Audience::Organization(id)),
            _ => None,
        };
    }
    let identifier = reference.identifier.as_ref().filter(|_| reference.reference.is_none())?;
    let value = identifier.value.as_deref()?;
    match (identifier.system.as_deref()?, value) {
        (codes::GROUP, codes::PROXIES) => Some(Audience::Proxies),
        (codes::GROUP, codes::RESEARCH) => Some(Audience::Research),
        (codes::ACCOUNT, id) => Some(Audience::Person(AccountId(id.parse().ok()?))),
        (codes::APP, client) => Some(Audience::App(client.to_owned())),
        _ => None,
    }
}

fn purposes(codings: &[Coding]) -> Understood<Vec<Purpose>> {
    let unknown = || {
        refused(
            "Consent.provision.purpose",
            "only PATRQT, TREAT, ETREAT, HOPERAT and HRESCH (v3-ActReason) are understood",
        )
    };
    let purpose = |coding: &Coding| coding.of(codes::PURPOSE).and_then(codes::purpose_of).ok_or_else(unknown);
    codings.iter().map(purpose).collect()
}

fn moment(
    period: &Option<Period>,
    end: impl Fn(&Period) -> Option<&str>,
    effect: Effect,
    read: impl Fn(&str, Effect) -> Option<portico_model::Timestamp>,
) -> Understood<Option<portico_model::Timestamp>> {
    let Some(text) = period.as_ref().and_then(end) else { return Ok(None) };
    let unclear =
        || refused("Consent.provision.period", "a whole day or an instant with its offset is wanted");
    read(text, effect).map(Some).ok_or_else(unclear)
}

fn day(period: &Option<Period>, end: impl Fn(&Period) -> Option<&str>) -> Understood<Option<Date>> {
    let Some(text) = period.as_ref().and_then(end) else { return Ok(None) };
    let day = (text.len() == 10).then(|| text.parse().ok()).flatten();
    day.map(Some).ok_or_else(|| refused("Consent.provision.dataPeriod", "whole days are wanted"))
}

/// `Type/id`, and nothing else beside it.
fn local(reference: &Reference) -> Option<(&str, ResourceId)> {
    let (kind, id) = reference.reference.as_deref()?.split_once('/')?;
    Some((kind, id.parse().ok()?)).filter(|_| reference.identifier.is_none())
}

fn refused(at: &'static str, why: impl Into<String>) -> NotUnderstood {
    NotUnderstood { at, why: why.into() }
}
