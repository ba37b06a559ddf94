use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

/// An e-mail address in the one form it is compared in: no blanks around it, Unicode NFKC, small
/// letters. It does not print itself in `Debug`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Email(String);

/// The text is no e-mail address (or one longer than the 254 characters of RFC 5321 § 4.5.3.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an e-mail address")]
pub struct InvalidEmail;

impl Email {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether its domain is a name of the public Internet. The machine itself, addresses in figures and names of local
    /// networks (RFC 6761, RFC 6762, RFC 8375) are none: a stranger who types one would have the house write to itself.
    pub fn is_public(&self) -> bool {
        let domain = self.0.rsplit_once('@').map_or("", |(_, domain)| domain);
        let labels: Vec<&str> = domain.split('.').collect();
        let [.., second, last] = labels.as_slice() else { return false };
        let is_local = LOCAL.contains(last) || (*second == "home" && *last == "arpa");
        let is_top = last.chars().next().is_some_and(char::is_alphabetic) && last.chars().count() > 1;
        is_top && !is_local && labels.iter().all(|label| is_label(label))
    }
}

/// Names that mean another machine in every house, or none.
const LOCAL: [&str; 9] =
    ["localhost", "localdomain", "local", "internal", "intranet", "lan", "home", "invalid", "onion"];

fn is_label(label: &str) -> bool {
    let is_plain = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    !label.is_empty() && !label.starts_with('-') && !label.ends_with('-') && label.chars().all(is_plain)
}

impl FromStr for Email {
    type Err = InvalidEmail;

    fn from_str(text: &str) -> Result<Self, InvalidEmail> {
        if text.len() > 1024 {
            return Err(InvalidEmail);
        }
        let address: String = text.trim().nfkc().collect::<String>().to_lowercase();
        let (name, domain) = address.rsplit_once('@').ok_or(InvalidEmail)?;
        let is_plain = |c: char| !c.is_whitespace() && !c.is_control() && c != '@';
        let fits = !name.is_empty()
            && !domain.is_empty()
            && address.len() <= 254
            && name.chars().all(is_plain)
            && domain.chars().all(is_plain)
            && domain.split('.').all(|label| !label.is_empty());
        if fits { Ok(Self(address)) } else { Err(InvalidEmail) }
    }
}

impl TryFrom<String> for Email {
    type Error = InvalidEmail;

    fn try_from(text: String) -> Result<Self, InvalidEmail> {
        text.parse()
    }
}

impl From<Email> for String {
    fn from(email: Email) -> String {
        email.0
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Email(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_ways_to_write_an_address_are_one_address() {
        let plain: Email = "ana.lópez@example.org".parse().unwrap();

        for other in [" Ana.López@Example.ORG\n", "ana.lo\u{301}pez@example.org", "ａna.lópez@example.org"]
        {
            assert_eq!(other.parse::<Email>().unwrap(), plain, "{other:?}");
        }
    }

    #[test]
    fn the_house_itself_is_no_public_address() {
        for local in [
            "root@localhost",
            "x@127.0.0.1",
            "x@[127.0.0.1]",
            "x@[ipv6:::1]",
            "x@2130706433",
            "x@127.0.0.0x1",
            "x@mail",
            "x@mail.localhost",
            "x@printer.local",
            "x@mail.corp.internal",
            "x@router.home.arpa",
            "x@-a.example.org",
            "x@a.b",
            "x@\u{ff11}27.0.0.1",
        ] {
            assert!(!local.parse::<Email>().unwrap().is_public(), "{local}");
        }
        for public in ["ana@example.org", "a@mail.clinic.example", "ana@müller.example", "x@a-1.co"] {
            assert!(public.parse::<Email>().unwrap().is_public(), "{public}");
        }
    }

    #[test]
    fn what_is_no_address_is_refused() {
        let long = format!("{}@example.org", "a".repeat(250));
        for bad in ["", "ana", "@example.org", "ana@", "a b@example.org", "a@b@c", "a@b..c", "a\0@b.c", &long]
        {
            assert_eq!(bad.parse::<Email>(), Err(InvalidEmail), "{bad:?}");
        }
    }
}
