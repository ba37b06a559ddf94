//! Every address of the portal, who may come there, and its JSON twin. Nothing is served that is not on this map; the
//! access matrix test walks it, and the API description is written from it.

use std::collections::BTreeMap;

use axum::Router;
use axum::handler::Handler;
use axum::http::Method;
use axum::middleware::from_fn;
use axum::routing::{MethodFilter, on};
use portico_model::Role;
use utoipa::IntoParams;
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::Schema;

use crate::answer::{Answer, Answered};
use crate::portal::Portal;
use crate::{
    care, cases, consent, documents, forms, health, labs, medications, other, oversight, overview, people,
    privacy, public, security, sharing, sign_in, sign_up, staff, visits, vitals,
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
    /// Somebody with standing toward the patient in the path. Clinicians have the same page under `/staff`.
    Chart,
    /// The same, for pages that are no part of the record (sharing, privacy): staff have none of them.
    Standing,
    /// Somebody of staff in one of these roles. Everybody else of staff finds nothing there.
    Staff(&'static [Role]),
    /// The organisation's directory, with its token.
    Directory,
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
    /// The fields of a form that has a file besides.
    pub upload: Option<&'static [&'static str]>,
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
    forms::routes(&mut map);
    security::routes(&mut map);
    people::routes(&mut map);
    privacy::routes(&mut map);
    overview::routes(&mut map);
    labs::routes(&mut map);
    vitals::routes(&mut map);
    medications::routes(&mut map);
    health::routes(&mut map);
    visits::routes(&mut map);
    documents::routes(&mut map);
    care::routes(&mut map);
    other::routes(&mut map);
    consent::routes(&mut map);
    sharing::routes(&mut map);
    sign_up::routes(&mut map);
    staff::routes(&mut map);
    cases::routes(&mut map);
    oversight::routes(&mut map);
    map
}

/// Those of staff who read charts.
const AT_WORK: Access = Access::Staff(&[Role::Clinician]);

const PATIENTS: &str = "/patients/{patient}";
const API: &str = "/api/v1";

impl SiteMap {
    /// An address without a twin.
    pub fn route<H, T>(&mut self, method: Method, path: &str, access: Access, handler: H)
    where
        H: Handler<T, Portal>,
        T: 'static,
    {
        if access == Access::Chart && path.starts_with(PATIENTS) {
            self.add(method.clone(), format!("/staff{path}"), AT_WORK, handler.clone(), None, Vec::new());
        }
        self.add(method, path.to_owned(), access, handler, None, Vec::new());
    }

    /// A page of a chart at `/patients/{patient}/REST`, its twin at `/api/v1/patients/{patient}/REST`, the twin for
    /// the reader's own chart at `/api/v1/REST`, and the same page and twin for clinicians under `/staff`.
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
        self.route(Method::GET, &format!("{PATIENTS}/{rest}"), Access::Chart, handler.clone());
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
        for (path, access) in [
            (format!("{API}{PATIENTS}/{rest}"), Access::Chart),
            (format!("{API}/{rest}"), Access::Chart),
            (format!("{API}/staff{PATIENTS}/{rest}"), AT_WORK),
        ] {
            let query = Q::into_params(|| Some(utoipa::openapi::path::ParameterIn::Query));
            self.add(method.clone(), path, access, handler.clone(), Some(V::answer()), query);
        }
    }

    /// The twins of a page that is about a chart and no part of it.
    pub fn standing_twin<V, Q, H, T>(&mut self, method: Method, rest: &str, handler: H)
    where
        V: Answered,
        Q: IntoParams,
        H: Handler<T, Portal>,
        T: 'static,
    {
        for path in [format!("{API}{PATIENTS}/{rest}"), format!("{API}/{rest}")] {
            let query = Q::into_params(|| Some(utoipa::openapi::path::ParameterIn::Query));
            self.add(method.clone(), path, Access::Standing, handler.clone(), Some(V::answer()), query);
        }
    }

    /// A page of staff at `/staff/REST` and its twin at `/api/v1/staff/REST`, for these roles.
    pub fn staff<V, H, T>(&mut self, rest: &str, roles: &'static [Role], handler: H)
    where
        V: Answered,
        H: Handler<T, Portal>,
        T: 'static,
    {
        let page = if rest.is_empty() { "/staff".to_owned() } else { format!("/staff/{rest}") };
        let access = Access::Staff(roles);
        let twin = if rest.is_empty() { "home" } else { rest };
        self.add(Method::GET, page, access, handler.clone(), None, Vec::new());
        self.api::<V, H, T>(Method::GET, &format!("staff/{twin}"), access, handler);
    }

    /// An act of staff at `/staff/REST`, for these roles.
    pub fn staff_act<H, T>(&mut self, rest: &str, roles: &'static [Role], handler: H)
    where
        H: Handler<T, Portal>,
        T: 'static,
    {
        self.route(Method::POST, &format!("/staff/{rest}"), Access::Staff(roles), handler);
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

    /// An address of the API that takes a form with these fields and a file.
    pub fn upload<V, H, T>(&mut self, rest: &str, access: Access, fields: &'static [&'static str], handler: H)
    where
        V: Answered,
        H: Handler<T, Portal>,
        T: 'static,
    {
        self.api::<V, H, T>(Method::POST, rest, access, handler);
        if let Some(route) = self.routes.last_mut() {
            route.upload = Some(fields);
        }
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
        let service = match access {
            Access::Staff(roles) => on(filter, handler)
                .route_layer(from_fn(move |request, next| staff::only(roles, request, next))),
            Access::Public if !is_always_the_same(&path) => {
                on(filter, handler).route_layer(from_fn(public::admit))
            }
            _ => on(filter, handler),
        };
        let is_api = path.starts_with(API);
        let is_form = method == Method::POST && !is_api && access != Access::Public;
        let service = if is_form { service.route_layer(from_fn(forms::gate)) } else { service };
        self.router = router.route(&path, service);
        self.routes.push(Route { method, path, access, is_api, answer, query, upload: None });
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

/// What costs nothing to answer, and is asked for with every page or every few seconds.
fn is_always_the_same(path: &str) -> bool {
    path.starts_with("/assets/") || path.starts_with("/health/")
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
