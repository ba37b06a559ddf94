use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;

use crate::reader::Reader;
use crate::reference::Target;
use crate::shape::{Parsed, Read, Shape};

/// A resource exactly as the record system sent it, with the few fields that decide what it is and whose.
///
/// Cheap to clone. `Debug` shows the type only.
#[derive(Clone)]
pub struct Raw(Arc<Kept>);

struct Kept {
    head: Head,
    text: Box<str>,
}

/// What a resource is, and whose.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Head {
    pub resource_type: String,
    pub id: Option<String>,
    /// The reference text of `subject`, `patient`, `beneficiary`, `for` or `individual`.
    pub subject: Option<String>,
}

/// An entry that could not be taken as a resource. Says what is wrong without any of its content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unreadable {
    pub resource_type: Option<String>,
    pub id: Option<String>,
    pub what: String,
}

impl Unreadable {
    pub(crate) fn of(what: &str) -> Self {
        Self { resource_type: None, id: None, what: what.to_owned() }
    }
}

impl Raw {
    /// Takes the text of one resource.
    ///
    /// # Errors
    /// Where the text is not JSON, not an object, names no type, or says twice and differently what or whose it is.
    pub fn from_text(text: &str) -> Result<Self, Unreadable> {
        let valid: &RawValue = serde_json::from_str(text).map_err(|_| Unreadable::of("not JSON"))?;
        Self::read_whole(&mut Reader::over(valid.get()))
    }

    pub fn head(&self) -> &Head {
        &self.0.head
    }

    /// The resource as it was sent.
    pub fn text(&self) -> &str {
        &self.0.text
    }

    /// Reads the resource as one shape. A resource of another type gives an empty shape and a fault at `resourceType`.
    pub fn parse<T: Shape + Default>(&self) -> Parsed<T> {
        let mut reader = Reader::over(self.text());
        let is_of_type = self.0.head.resource_type == T::RESOURCE_TYPE;
        let shape = if is_of_type {
            T::read(&mut reader)
        } else {
            reader.field("resourceType", Reader::refuse);
            None
        };
        Parsed { shape: shape.unwrap_or_default(), faults: reader.into_faults() }
    }

    /// Takes the next value of a valid text as a resource.
    pub(crate) fn read_whole(reader: &mut Reader<'_>) -> Result<Self, Unreadable> {
        if reader.peek() != b'{' {
            reader.skip();
            return Err(Unreadable::of("a resource that is not an object"));
        }
        let mut finds = Finds::default();
        let text = reader.slice(|reader| {
            reader.object(|reader, name| finds.take(reader, name));
        });
        Ok(Self(Arc::new(Kept { head: finds.head()?, text: text.into() })))
    }
}

/// What a scan of a resource's outer fields found.
#[derive(Default)]
struct Finds {
    resource_type: Option<String>,
    id: Option<String>,
    subject: Option<String>,
    is_ambiguous: bool,
}

impl Finds {
    fn take(&mut self, reader: &mut Reader<'_>, name: &str) -> bool {
        let (slot, found) = match name {
            "resourceType" => (&mut self.resource_type, reader.string_or_skip()),
            "id" => (&mut self.id, reader.string_or_skip()),
            "subject" | "patient" | "beneficiary" | "for" | "individual" => {
                (&mut self.subject, reference_text(reader))
            }
            _ => return false,
        };
        match (&slot, found) {
            (None, found) => *slot = found,
            (Some(first), Some(second)) if *first != second => self.is_ambiguous = true,
            _ => {}
        }
        true
    }

    fn head(self) -> Result<Head, Unreadable> {
        let what = match &self.resource_type {
            None => "a resource without a type",
            Some(name) if !is_type_name(name) => "a resource whose type is no name",
            _ if self.is_ambiguous => "a resource that says two things of what or whose it is",
            _ => "",
        };
        let id = self.id.filter(|id| crate::reference::is_id(id));
        let resource_type = self.resource_type.filter(|name| is_type_name(name));
        match resource_type {
            Some(resource_type) if what.is_empty() => Ok(Head { resource_type, id, subject: self.subject }),
            resource_type => Err(Unreadable { resource_type, id, what: what.to_owned() }),
        }
    }
}

fn is_type_name(name: &str) -> bool {
    name.len() <= 64
        && name.starts_with(|c: char| c.is_ascii_uppercase())
        && name.bytes().all(|b| b.is_ascii_alphanumeric())
}

/// The `reference` of the next value where it is a Reference; anything else has none.
fn reference_text(reader: &mut Reader<'_>) -> Option<String> {
    if reader.peek() != b'{' {
        reader.skip();
        return None;
    }
    let mut text: Option<String> = None;
    let mut is_twice = false;
    reader.object(|reader, name| {
        if name != "reference" {
            return false;
        }
        is_twice |= text.is_some();
        text = reader.string_or_skip();
        true
    });
    text.filter(|_| !is_twice)
}

impl Head {
    /// The subject as a type and an id, where its reference says them.
    pub fn subject_target(&self) -> Option<Target> {
        Target::parse(self.subject.as_deref()?)
    }

    /// The same, where a Patient is its own subject.
    pub fn own_subject(&self) -> Option<Target> {
        if self.resource_type != "Patient" {
            return self.subject_target();
        }
        Target::parse(&format!("Patient/{}", self.id.as_deref()?))
    }
}

impl Read for Raw {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let mut ahead = reader.fork();
        match Self::read_whole(&mut ahead) {
            Ok(raw) => {
                reader.skip();
                Some(raw)
            }
            Err(_) => {
                reader.refuse();
                None
            }
        }
    }
}

impl PartialEq for Raw {
    fn eq(&self, other: &Self) -> bool {
        self.text() == other.text()
    }
}

impl Eq for Raw {}

impl Hash for Raw {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.text().hash(state);
    }
}

impl fmt::Debug for Raw {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Raw({})", self.0.head.resource_type)
    }
}

impl fmt::Debug for Head {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Head({})", self.resource_type)
    }
}

impl Serialize for Raw {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let value: &RawValue = serde_json::from_str(self.text()).map_err(serde::ser::Error::custom)?;
        value.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Box::<RawValue>::deserialize(deserializer)?;
        Self::read_whole(&mut Reader::over(value.get()))
            .map_err(|unreadable| serde::de::Error::custom(unreadable.what))
    }
}
