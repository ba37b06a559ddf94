/// An e-mail address or a telephone number in the form in which it compares: the mailbox in small letters without what
/// follows a plus, or the last ten figures of a number. `None` for what can be neither.
pub fn contact_key(text: &str) -> Option<String> {
    let text = text.trim().to_lowercase();
    if let Some((mailbox, host)) = text.rsplit_once('@') {
        let mailbox = mailbox.split('+').next().filter(|mailbox| !mailbox.is_empty())?;
        return Some(format!("{mailbox}@{host}"));
    }
    let figures: Vec<char> = text.chars().filter(char::is_ascii_digit).collect();
    let last = &figures[figures.len().saturating_sub(10)..];
    (last.len() >= 7).then(|| last.iter().collect())
}

#[cfg(test)]
mod tests {
    use super::contact_key;

    #[test]
    fn a_number_is_the_same_with_and_without_its_country() {
        assert_eq!(contact_key("+1 (555) 010-0148"), contact_key("555-010-0148"));
        assert_eq!(contact_key("911"), None);
    }

    #[test]
    fn a_mailbox_is_the_same_in_all_its_spellings() {
        assert_eq!(contact_key(" Ana@Example.org"), contact_key("ana+luz@example.org"));
        assert_ne!(contact_key("ana@example.org"), contact_key("ana@example.com"));
        assert_eq!(contact_key("+luz@example.org"), None);
    }
}
