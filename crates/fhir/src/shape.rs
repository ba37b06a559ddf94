//! How a Rust struct becomes a tolerant reader of one FHIR type.

use crate::reader::{Fault, Reader};

/// A FHIR resource that can be read from a [`crate::Raw`].
pub trait Shape: Read {
    /// The FHIR name, as in `resourceType`.
    const RESOURCE_TYPE: &'static str;
}

/// A shape together with what could not be read.
#[derive(Clone, Debug)]
pub struct Parsed<T> {
    pub shape: T,
    pub faults: Vec<Fault>,
}

/// Reads exactly one JSON value; what does not fit is counted and becomes `None`.
pub trait Read: Sized {
    #[doc(hidden)]
    fn read(reader: &mut Reader<'_>) -> Option<Self>;
}

/// A field of a shape: at most one value, or many.
pub(crate) trait Field {
    fn fill(&mut self, reader: &mut Reader<'_>);
}

impl<T: Read> Field for Option<T> {
    fn fill(&mut self, reader: &mut Reader<'_>) {
        if reader.null() {
            return;
        }
        match self {
            None => *self = T::read(reader),
            Some(_) => reader.refuse(),
        }
    }
}

impl<T: Read> Field for Vec<T> {
    fn fill(&mut self, reader: &mut Reader<'_>) {
        if reader.null() {
            return;
        }
        if !self.is_empty() {
            return reader.refuse();
        }
        reader.elements(|reader| {
            if !reader.null() {
                self.extend(T::read(reader));
            }
        });
    }
}

impl<T: Read> Read for Box<T> {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        T::read(reader).map(Box::new)
    }
}

impl Read for String {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        reader.string().map(Into::into)
    }
}

impl Read for bool {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        reader.plain(|text| text.parse().ok())
    }
}

impl Read for i64 {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        reader.plain(|text| text.parse().ok())
    }
}

/// One of the types that a `value[x]` may take.
pub(crate) trait Choice: Sized {
    /// Whether `kind` (as in value`Quantity`) could be a type's name at all.
    fn is_kind(name: &str, stem: &str) -> bool {
        name.strip_prefix(stem).is_some_and(|kind| kind.starts_with(|c: char| c.is_ascii_uppercase()))
    }

    /// Reads the value when `kind` is one of ours; otherwise it is refused.
    fn read_kind(kind: &str, reader: &mut Reader<'_>) -> Option<Self>;

    fn fill(slot: &mut Option<Self>, kind: &str, reader: &mut Reader<'_>) {
        if reader.null() {
            return;
        }
        match slot {
            None => *slot = Self::read_kind(kind, reader),
            Some(_) => reader.refuse(),
        }
    }
}

/// A struct whose fields are read by their FHIR names.
macro_rules! shape {
    ($(#[$about:meta])* $name:ident {
        $($(#[$note:meta])* $field:ident: $type:ty = $key:literal,)*
    } $(choice { $($(#[$choice_note:meta])* $choice:ident: $choices:ty = $stem:literal,)* })?) => {
        $(#[$about])*
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct $name {
            $($(#[$note])* pub $field: $type,)*
            $($($(#[$choice_note])* pub $choice: Option<$choices>,)*)?
        }

        impl $crate::shape::Read for $name {
            fn read(reader: &mut $crate::reader::Reader<'_>) -> Option<Self> {
                #[allow(unused_imports)]
                use $crate::shape::{Choice, Field};
                let mut shape = Self::default();
                let is_object = reader.object(|reader, name| {
                    match name {
                        $($key => reader.field($key, |reader| Field::fill(&mut shape.$field, reader)),)*
                        $($(_ if <$choices>::is_kind(name, $stem) => {
                            let kind = &name[$stem.len()..];
                            reader.field(concat!($stem, "[x]"), |reader| {
                                <$choices as Choice>::fill(&mut shape.$choice, kind, reader);
                            });
                        })*)?
                        _ => return false,
                    }
                    true
                });
                is_object.then_some(shape)
            }
        }
    };
}

/// A shape that is a whole resource: `id`, `meta` and contained resources besides its own fields.
macro_rules! resource {
    ($(#[$about:meta])* $name:ident { $($fields:tt)* } $(choice { $($choices:tt)* })?) => {
        $crate::shape::shape! {
            $(#[$about])* $name {
                id: Option<String> = "id",
                meta: Option<$crate::shapes::Meta> = "meta",
                language: Option<String> = "language",
                text: Option<$crate::shapes::Narrative> = "text",
                contained: Vec<$crate::Raw> = "contained",
                extension: Vec<$crate::shapes::Extension> = "extension",
                $($fields)*
            } $(choice { $($choices)* })?
        }

        impl $crate::Shape for $name {
            const RESOURCE_TYPE: &'static str = stringify!($name);
        }

        impl $name {
            /// The contained resource that a `#id` reference names.
            pub fn contained(&self, reference: &str) -> Option<&$crate::Raw> {
                $crate::reference::among(&self.contained, reference)
            }
        }
    };
}

/// The types that one `value[x]` may take.
macro_rules! choice {
    ($(#[$about:meta])* $name:ident { $($kind:ident($type:ty) = $key:literal,)* }) => {
        $(#[$about])*
        #[derive(Clone, Debug, PartialEq)]
        pub enum $name { $($kind($type),)* }

        impl $crate::shape::Choice for $name {
            fn read_kind(kind: &str, reader: &mut $crate::reader::Reader<'_>) -> Option<Self> {
                match kind {
                    $($key => <$type as $crate::shape::Read>::read(reader).map(Self::$kind),)*
                    _ => {
                        reader.refuse();
                        None
                    }
                }
            }
        }
    };
}

pub(crate) use {choice, resource, shape};
