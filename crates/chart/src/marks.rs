//! What about a look of staff makes a reviewer look twice: the patient has the same surname, lives at the same address, or
//! is a colleague. The look is not refused for it: it is marked in the audit log.

use portico_fhir::shapes::HumanName;
use portico_model::Asker;
use portico_store::Store;

use crate::care::Profile;
use crate::charts::ChartError;

/// The marks of a look by `asker` at this person; none where the person is not known.
pub(crate) async fn of(
    store: &Store,
    asker: &Asker,
    person: Option<&Profile>,
) -> Result<Vec<&'static str>, ChartError> {
    let Some(person) = person else { return Ok(Vec::new()) };
    let account = store.find_account(asker.account).await?;
    let address = asker.staff.as_ref().and_then(|staff| staff.address.as_deref());
    let mut marks = Vec::new();
    if account.is_some_and(|own| is_same_surname(&own.name, &person.family_names)) {
        marks.push("same_surname");
    }
    if address.is_some_and(|own| person.addresses.iter().any(|theirs| is_same_address(own, theirs))) {
        marks.push("same_address");
    }
    for email in person.emails.iter().filter_map(|way| way.value.parse().ok()) {
        let colleague = store.find_staff_by_email(&email).await?;
        if colleague.is_some_and(|colleague| colleague.account != asker.account) {
            marks.push("colleague");
            break;
        }
    }
    Ok(marks)
}

/// The family name; of one that is only spelled out, the last word.
pub(crate) fn family_name(name: &HumanName) -> Option<String> {
    name.family.clone().or_else(|| surname(name.text.as_deref()?).map(str::to_owned))
}

/// Whether somebody of this name has one of these family names. Of family names of several words each counts.
fn is_same_surname(name: &str, families: &[String]) -> bool {
    let own: Vec<_> = surname(name).into_iter().flat_map(words).collect();
    families.iter().flat_map(|family| words(family)).any(|word| own.contains(&word))
}

/// The last word of a name, without what follows it (`Nguyen, MD`, `Reyes Jr.`).
fn surname(name: &str) -> Option<&str> {
    let name = name.split(',').next()?;
    name.split_whitespace().rfind(|word| !FOLLOWING.contains(&plain(word).as_str()))
}

/// The words of a family name that name somebody.
fn words(family: &str) -> impl Iterator<Item = String> {
    let words = family.split(|c: char| c.is_whitespace() || c == '-').map(plain);
    words.filter(|word| {
        !word.is_empty() && !BETWEEN.contains(&word.as_str()) && !FOLLOWING.contains(&word.as_str())
    })
}

fn plain(word: &str) -> String {
    word.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase()
}

/// What may follow a name.
const FOLLOWING: [&str; 12] = ["jr", "sr", "ii", "iii", "iv", "md", "do", "rn", "np", "pa", "phd", "esq"];
/// What joins family names.
const BETWEEN: [&str; 16] =
    ["al", "bin", "da", "de", "del", "den", "der", "di", "dos", "el", "la", "las", "los", "van", "von", "y"];

/// Letters and digits alone decide: `12 Elm St.` is `12 elm st`. The shorter must begin the longer, and name a street.
fn is_same_address(one: &str, other: &str) -> bool {
    let essence =
        |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
    let (one, other) = (essence(one), essence(other));
    one.len().min(other.len()) >= 8 && (one.starts_with(&other) || other.starts_with(&one))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn surnames_compare_without_titles_and_case() {
        let is_same = |name: &str, family: &str| is_same_surname(name, &[family.to_owned()]);
        assert!(is_same("Dr. Linh NGUYEN, MD", "Nguyen"));
        assert!(!is_same("Ana Reyes", "Medina"));
        assert!(!is_same("", "Medina") && !is_same("Ana Reyes", ""));
        assert!(!is_same("Jan de la Vega", "de la Cruz"), "what joins names names nobody");
    }

    #[test]
    fn every_family_name_of_every_name_counts_and_nothing_that_follows_it() {
        let named = |name: HumanName| family_name(&name).into_iter().collect::<Vec<_>>();
        let of = |family: &str| named(HumanName { family: Some(family.to_owned()), ..HumanName::default() });
        let text = |text: &str| named(HumanName { text: Some(text.to_owned()), ..HumanName::default() });
        for family in ["Vidal Ortega", "Ortega-Vidal", "Vidal"] {
            assert!(is_same_surname("Luis Vidal", &of(family)), "{family}");
        }
        assert!(is_same_surname("Ben Reyes-Carter Jr.", &of("Reyes III")));
        assert!(is_same_surname("Ana Reyes", &text("Luis Reyes Jr.")));
        let both = [text("Doña Carmen"), of("Vidal Ortega")].concat();
        assert!(is_same_surname("Eva Ortega", &both), "behind a nickname");
    }

    #[test]
    fn addresses_compare_by_their_letters() {
        assert!(is_same_address("12 Elm St., Springfield", "12 ELM ST Springfield 01101"));
        assert!(!is_same_address("12 Elm St", "12 Elmwood Ave"));
        assert!(!is_same_address("", ""));
    }
}
