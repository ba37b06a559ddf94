//! A view on its way to the reader: a handler returns it, the edge renders it as a page or as JSON.

use std::sync::Arc;

use axum::response::{IntoResponse, Response};

use crate::page::{Page, Shell};

/// What a handler answers with. Page and JSON twin share it.
pub struct View<T>(pub T);

/// A view that the edge will render.
#[derive(Clone)]
pub(crate) struct Rendering(Arc<dyn Renders>);

trait Renders: Send + Sync {
    fn html(&self, shell: &Shell) -> Result<String, askama::Error>;
    fn json(&self) -> Result<Vec<u8>, serde_json::Error>;
}

impl<T: Page> Renders for T {
    fn html(&self, shell: &Shell) -> Result<String, askama::Error> {
        Page::html(self, shell)
    }

    fn json(&self) -> Result<Vec<u8>, serde_json::Error> {
        serde_json::to_vec(self)
    }
}

impl Rendering {
    pub(crate) fn html(&self, shell: &Shell) -> Result<String, askama::Error> {
        self.0.html(shell)
    }

    pub(crate) fn json(&self) -> Result<Vec<u8>, serde_json::Error> {
        self.0.json()
    }
}

impl<T: Page> IntoResponse for View<T> {
    fn into_response(self) -> Response {
        let mut response = Response::default();
        response.extensions_mut().insert(Rendering(Arc::new(self.0)));
        response
    }
}
