use std::borrow::Cow;

/// One FHIR search: a resource type and its parameters, in order.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Search {
    pub(crate) resource_type: &'static str,
    pub(crate) params: Vec<(Cow<'static, str>, String)>,
}

impl Search {
    pub fn of(resource_type: &'static str) -> Self {
        Self { resource_type, params: Vec::new() }
    }

    /// Narrows to one patient by id.
    pub fn patient(self, id: &str) -> Self {
        self.with("patient", id)
    }

    /// Adds any parameter; a modifier goes with the name, as in `code:text`.
    pub fn with(mut self, name: impl Into<Cow<'static, str>>, value: impl Into<String>) -> Self {
        self.params.push((name.into(), value.into()));
        self
    }

    pub fn include(self, path: &'static str) -> Self {
        self.with("_include", path)
    }

    pub fn rev_include(self, path: &'static str) -> Self {
        self.with("_revinclude", path)
    }

    /// Orders by a parameter; a leading `-` means newest or greatest first.
    pub fn sort(self, by: &'static str) -> Self {
        self.with("_sort", by)
    }

    /// Asks for this many matches a page.
    pub fn count(self, matches: usize) -> Self {
        self.with("_count", matches.to_string())
    }

    pub fn resource_type(&self) -> &'static str {
        self.resource_type
    }

    pub fn params(&self) -> impl Iterator<Item = (&str, &str)> {
        self.params.iter().map(|(name, value)| (name.as_ref(), value.as_str()))
    }

    /// `Observation?patient=1&category=laboratory`, encoded.
    pub(crate) fn relative_url(&self) -> String {
        let query = self.query();
        if query.is_empty() {
            self.resource_type.to_owned()
        } else {
            format!("{}?{query}", self.resource_type)
        }
    }

    /// The parameters alone, encoded.
    pub(crate) fn query(&self) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(self.params());
        query.finish()
    }
}
