//! Every address of the portal, who may come there, and its JSON twin. Nothing is served that is not on this map; the
//! access matrix test walks it, and the API description is written from it.

use std::collections::BTreeMap;

use axum::Router;
use axum::handler::Handler;
use axum::http::Method;
use axum::routing::{MethodFilter, on};
use utoipa::IntoParams;
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::Schema;

use crate::answer::{Answer, Answered};
use crate::portal::Portal;
use crate::{
    care, documents, health, labs, medications, overview, public, security, sign_in, visits, vitals,
};

/// Who gets further than the door.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Anybody.
    Public,
    /// Somebody whose first factor is proved, and not the second.
    HalfSignedIn,
    /// Somebody who is signed in.
    SignedIn,
    /// Somebody with standing toward the patient in the path.
    Chart,
}

/// One address.
#[derive(Clone)]
pub struct Route {
    pub method: Method,
    pub path: String,
    pub access: Access,
    /// Whether it answers with JSON.
    pub is_api: bool,
    pub answer: Option<Answer>,
    pub query: Vec<utoipa::openapi::path::Parameter>,
}

/// The map under construction: a router, and the list of what it serves.
pub struct SiteMap {
    pub(crate) router: Router<Portal>,
    pub routes: Vec<Route>,
}

/// The whole site.
pub fn site_map(has_design_page: bool) -> SiteMap {
    let mut map = SiteMap { router: Router::new(), routes: Vec::new() };
    public::routes(&mut map, has_design_page);
    sign_in::routes(&mut map);
    security::routes(&mut map);
    overview::routes(&mut map);
    labs::routes(&mut map);
    vitals::routes(&mut map);
    medications::routes(&mut map);
    health::routes(&mut map);
    visits::routes(&mut map);
    documents::routes(&mut map);
    care::routes(&mut map);
    map
}

const PATIENTS: &str = "/patients/{patient}";
const API: &str = "/api/v1";

impl SiteMap {
    /// An address without a twin.
    pub fn route<H, T>(&mut self, method: Method, path: &str, access: Access, handler: H)
    where
        H: Handler<T, Portal>,
        T: 'static,
    {
        self.add(method, path.to_owned(), access, handler, None, Vec::new());
    }

    /// A page of a chart at `/patients/{patient}/REST`, its twin at `/api/v1/patients/{patient}/REST`, and the twin for
    /// the reader's own chart at `/api/v1/REST`.
    pub fn chart<V, H, T>(&mut self, rest: &str, handler: H)
    where
        V: Answered,
        H: Handler<T, Portal>,
        T: 'static,
    {
        self.chart_with::<V, NoQuery, H, T>(rest, handler);
    }

    /// The same for a page that takes a query.
    pub fn chart_with<V, Q, H, T>(&mut self, rest: &str, handler: H)
    where
        V: Answered,
        Q: IntoParams,
        H: Handler<T, Portal>,
        T: 'static,
    {
        self.add(Method::GET, format!("{PATIENTS}/{rest}"), Access::Chart, handler.clone(), None, Vec::new());
        self.twins::<V, Q, H, T>(Method::GET, rest, handler);
    }

    /// The twins of a chart page that has an address of its own.
    pub fn twins<V, Q, H, T>(&mut self, method: Method, rest: &str, handler: H)
    where
        V: Answered,
        Q: IntoParams,
        H: Handler<T, Portal>,
        T: 'static,
    {
        for path in [format!("{API}{PATIENTS}/{rest}"), format!("{API}/{rest}")] {
            let query = Q::into_params(|| Some(utoipa::openapi::path::ParameterIn::Query));
            self.add(method.clone(), path, Access::Chart, handler.clone(), Some(V::answer()), query);
        }
    }

    /// One address of the API.
    pub fn api<V, H, T>(&mut self, method: Method, rest: &str, access: Access, handler: H)
    where
        V: Answered,
        H: Handler<T, Portal>,
        T: 'static,
    {
        self.add(method, format!("{API}/{rest}"), access, handler, Some(V::answer()), Vec::new());
    }

    fn add<H, T>(
        &mut self,
        method: Method,
        path: String,
        access: Access,
        handler: H,
        answer: Option<Answer>,
        query: Vec<utoipa::openapi::path::Parameter>,
    ) where
        H: Handler<T, Portal>,
        T: 'static,
    {
        let filter = MethodFilter::try_from(method.clone()).expect("the map names methods that exist");
        let router = std::mem::take(&mut self.router);
        self.router = router.route(&path, on(filter, handler));
        let is_api = path.starts_with(API);
        self.routes.push(Route { method, path, access, is_api, answer, query });
    }

    /// The schemas of all answers, by name.
    pub fn schemas(&self) -> BTreeMap<String, RefOr<Schema>> {
        let answers = self.routes.iter().filter_map(|route| route.answer.as_ref());
        answers
            .flat_map(|answer| {
                let whole = (answer.name.clone(), answer.schema.clone());
                std::iter::once(whole).chain(answer.parts.iter().cloned())
            })
            .collect()
    }
}

/// A page without a query.
pub struct NoQuery;

impl IntoParams for NoQuery {
    fn into_params(
        _: impl Fn() -> Option<utoipa::openapi::path::ParameterIn>,
    ) -> Vec<utoipa::openapi::path::Parameter> {
        Vec::new()
    }
}
