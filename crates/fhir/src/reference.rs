use url::Url;

use crate::raw::Raw;
use crate::shapes::Reference;

/// The resource that a reference names.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Target {
    pub resource_type: String,
    pub id: String,
    /// The server's base for an absolute reference, without a slash at its end. `None` means: the server that sent it.
    pub base: Option<String>,
    /// The version for a reference with `/_history/`.
    pub version: Option<String>,
}

/// What kind of pointer a reference is (FHIR R4, 2.3.0 References).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pointer {
    Resource(Target),
    /// The id of a contained resource, without its `#`.
    Contained(String),
    /// A `urn:uuid:` or `urn:oid:` that only its bundle can resolve.
    Urn(String),
    /// Known by a business identifier only.
    Identifier,
    /// Text for people, a conditional reference, or nothing at all.
    Nothing,
}

impl Target {
    /// Reads `Patient/1`, `Patient/1/_history/2` and `https://server/fhir/Patient/1`.
    pub fn parse(reference: &str) -> Option<Self> {
        let (base, local) = split_base(reference)?;
        let mut parts = local.split('/');
        let (resource_type, id) = (parts.next()?, parts.next()?);
        let version = match (parts.next(), parts.next(), parts.next()) {
            (None, ..) => None,
            (Some("_history"), Some(version), None) if is_id(version) => Some(version.to_owned()),
            _ => return None,
        };
        let is_type = resource_type.starts_with(|c: char| c.is_ascii_uppercase())
            && resource_type.bytes().all(|b| b.is_ascii_alphanumeric());
        (is_type && is_id(id)).then(|| Self {
            resource_type: resource_type.to_owned(),
            id: id.to_owned(),
            base,
            version,
        })
    }

    /// Whether this names a resource of the server at `base`: relative, or absolute with that base.
    pub fn is_at(&self, base: &Url) -> bool {
        let Some(own) = self.base.as_deref() else { return true };
        let own = Url::parse(own);
        own.is_ok_and(|own| own.as_str().trim_end_matches('/') == base.as_str().trim_end_matches('/'))
    }
}

/// Splits an absolute reference before its type; a relative one has no base.
fn split_base(reference: &str) -> Option<(Option<String>, &str)> {
    let Some(after_scheme) = reference.strip_prefix("https://").or_else(|| reference.strip_prefix("http://"))
    else {
        return Some((None, reference));
    };
    let path_parts = after_scheme.split('/').count();
    let version_parts = if reference.contains("/_history/") { 2 } else { 0 };
    if path_parts < 3 + version_parts {
        return None;
    }
    let (at, _) = reference.rmatch_indices('/').nth(1 + version_parts)?;
    Some((Some(reference[..at].to_owned()), &reference[at + 1..]))
}

/// The longest id that is taken. R4 allows 64 characters; large record systems send up to 130.
const LONGEST_ID: usize = 255;

/// Whether the text is an id: letters, digits, `-` and `.`. Underscores are let through, as servers do.
pub(crate) fn is_id(text: &str) -> bool {
    (1..=LONGEST_ID).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_'))
}

/// The contained resource with this `#id`.
pub(crate) fn among<'a>(contained: &'a [Raw], reference: &str) -> Option<&'a Raw> {
    let id = reference.strip_prefix('#')?;
    contained.iter().find(|raw| raw.head().id.as_deref().is_some_and(|own| own.trim_start_matches('#') == id))
}

impl Reference {
    /// The type and id that the reference says, where it says them.
    pub fn target(&self) -> Option<Target> {
        Target::parse(self.reference.as_deref()?)
    }

    /// What the reference is.
    pub fn pointer(&self) -> Pointer {
        let Some(text) = self.reference.as_deref() else {
            return if self.identifier.is_some() { Pointer::Identifier } else { Pointer::Nothing };
        };
        if let Some(id) = text.strip_prefix('#') {
            return Pointer::Contained(id.to_owned());
        }
        if text.starts_with("urn:") {
            return Pointer::Urn(text.to_owned());
        }
        Target::parse(text).map_or(Pointer::Nothing, Pointer::Resource)
    }
}
