//! What about a look of staff makes a reviewer look twice: the patient has the same surname, lives at the same address, or
//! is a colleague. The look is not refused for it: it is marked in the audit log.

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
    if account.is_some_and(|own| surname(&own.name).is_some_and(|own| Some(own) == surname(&person.name))) {
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

/// The last word of a name, without what follows a comma (`Nguyen, MD`).
fn surname(name: &str) -> Option<String> {
    let name = name.split(',').next()?;
    name.split_whitespace().last().map(str::to_lowercase)
}

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
        assert_eq!(surname("Dr. Linh NGUYEN, MD"), surname("Mai Nguyen"));
        assert_ne!(surname("Ana Reyes"), surname("Ana Medina"));
        assert_eq!(surname(""), None);
    }

    #[test]
    fn addresses_compare_by_their_letters() {
        assert!(is_same_address("12 Elm St., Springfield", "12 ELM ST Springfield 01101"));
        assert!(!is_same_address("12 Elm St", "12 Elmwood Ave"));
        assert!(!is_same_address("", ""));
    }
}
