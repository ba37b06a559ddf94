//! The JSON that twins answer with, for the description of the API.

use portico_chart::view::Disclosure;
use utoipa::ToSchema;
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::Schema;

/// The schema of an answer, with the schemas it refers to.
#[derive(Clone)]
pub struct Answer {
    pub name: String,
    pub schema: RefOr<Schema>,
    pub parts: Vec<(String, RefOr<Schema>)>,
}

/// What a twin may answer with.
pub trait Answered {
    fn answer() -> Answer;
}

/// The disclosure of a view is named after the view: a generic schema has one name for all.
impl<T: ToSchema> Answered for Disclosure<T> {
    fn answer() -> Answer {
        let whole = plain::<Disclosure<T>>();
        let content = plain::<T>();
        let parts =
            whole.parts.into_iter().chain(content.parts).chain([(content.name.clone(), content.schema)]);
        Answer { name: format!("{}Disclosure", content.name), schema: whole.schema, parts: parts.collect() }
    }
}

/// An answer that is no disclosure.
pub(crate) fn plain<T: ToSchema>() -> Answer {
    let mut parts = Vec::new();
    T::schemas(&mut parts);
    Answer { name: T::name().into_owned(), schema: T::schema(), parts }
}
