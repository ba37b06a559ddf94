//! The description of the API (OpenAPI 3.1), written from the site map.

use std::collections::BTreeMap;

use axum::http::Method;
use utoipa::openapi::path::{HttpMethod, OperationBuilder, Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::request_body::{RequestBody, RequestBodyBuilder};
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::security::{
    ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme,
};
use utoipa::openapi::{
    ComponentsBuilder, ContentBuilder, InfoBuilder, OpenApi, OpenApiBuilder, PathItem, PathsBuilder, Ref,
    Required, Response, ResponseBuilder,
};

use crate::problem::Problem;
use crate::site_map::{Access, Route, SiteMap};

/// The description of all twins on the map.
pub fn describe(map: &SiteMap) -> OpenApi {
    let mut paths = PathsBuilder::new();
    for route in map.routes.iter().filter(|route| route.is_api && route.answer.is_some()) {
        if let Some(method) = method(&route.method) {
            paths = paths.path(&route.path, PathItem::new(method, operation(route)));
        }
    }
    let components = map
        .schemas()
        .into_iter()
        .fold(ComponentsBuilder::new(), |all, (name, schema)| all.schema(name, schema));
    let components = components
        .security_scheme(
            "session",
            SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::new("__Host-portico-session"))),
        )
        .security_scheme(
            "bearer",
            SecurityScheme::Http(HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build()),
        );
    OpenApiBuilder::new()
        .info(
            InfoBuilder::new()
                .title("Portico")
                .version(env!("CARGO_PKG_VERSION"))
                .description(Some(ABOUT))
                .build(),
        )
        .paths(paths)
        .components(Some(components.build()))
        .build()
}

const ABOUT: &str = "Every page of the portal has a twin here, made from the same view. Paths without `/patients/{patient}` \
are the signed-in patient's own record; `me` stands for their id. Problems are RFC 9457 documents. Each read is decided by \
policy and written to the audit log before it is answered.";

fn method(method: &Method) -> Option<HttpMethod> {
    match method.as_str() {
        "GET" => Some(HttpMethod::Get),
        "POST" => Some(HttpMethod::Post),
        "DELETE" => Some(HttpMethod::Delete),
        _ => None,
    }
}

fn operation(route: &Route) -> utoipa::openapi::path::Operation {
    let mut operation = OperationBuilder::new()
        .operation_id(Some(operation_id(route)))
        .response("200", answer(route))
        .parameters(Some(path_parameters(&route.path).into_iter().chain(route.query.clone())));
    if let Some(fields) = route.upload {
        operation = operation.request_body(Some(form_with_file(fields)));
    }
    for (status, codes) in problems(route) {
        operation = operation.response(status, problem_response(&codes));
    }
    if route.access == Access::Public {
        return operation.build();
    }
    let either = ["session", "bearer"].map(|scheme| SecurityRequirement::new(scheme, Vec::<String>::new()));
    operation.securities(Some(either)).build()
}

fn operation_id(route: &Route) -> String {
    let words = route.path.trim_start_matches("/api/v1/").replace(['{', '}'], "");
    let name = words.split(['/', '-']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join("_");
    format!("{}_{name}", route.method.as_str().to_lowercase())
}

fn path_parameters(path: &str) -> Vec<Parameter> {
    let names = path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
    let about = |name: &str| match name {
        "patient" => "The patient's id, or `me`.",
        _ => "The id in the record system.",
    };
    names
        .map(|name| {
            ParameterBuilder::new()
                .name(name)
                .parameter_in(ParameterIn::Path)
                .required(Required::True)
                .description(Some(about(name)))
                .schema(Some(<String as utoipa::PartialSchema>::schema()))
                .build()
        })
        .collect()
}

fn answer(route: &Route) -> Response {
    let name = route.answer.as_ref().map_or("", |answer| answer.name.as_str());
    let content = ContentBuilder::new().schema(Some(Ref::from_schema_name(name))).build();
    ResponseBuilder::new().description("The view of the page.").content("application/json", content).build()
}

fn form_with_file(fields: &[&str]) -> RequestBody {
    let text = || <String as utoipa::PartialSchema>::schema();
    let file = ObjectBuilder::new().schema_type(Type::String).content_media_type("application/octet-stream");
    let form = fields.iter().fold(ObjectBuilder::new(), |form, field| form.property(*field, text()));
    let form = form.property("paper", file).required("paper");
    RequestBodyBuilder::new()
        .description(Some("A form with a file: PDF, PNG or JPEG."))
        .content("multipart/form-data", ContentBuilder::new().schema(Some(form)).build())
        .required(Some(Required::True))
        .build()
}

/// What can go wrong at an address, by its status: in one place for all of them, by who may come there and what it takes.
fn problems(route: &Route) -> BTreeMap<String, Vec<&'static str>> {
    let mut by_status: BTreeMap<String, Vec<&'static str>> = BTreeMap::new();
    for problem in Problem::ALL.into_iter().filter(|problem| can_happen(*problem, route)) {
        by_status.entry(problem.status().as_str().to_owned()).or_default().push(problem.code());
    }
    by_status
}

fn can_happen(problem: Problem, route: &Route) -> bool {
    let is_act = route.method != Method::GET;
    let is_public = matches!(route.access, Access::Public | Access::Directory);
    let names_something = route.path.contains('{');
    match problem {
        Problem::BadRequest => is_act || names_something || !route.query.is_empty(),
        Problem::SignInNeeded | Problem::FactorNeeded => !is_public,
        Problem::WrongCredentials => is_act && matches!(route.access, Access::Public | Access::HalfSignedIn),
        Problem::Forbidden => !is_public,
        Problem::Forged | Problem::TooLarge | Problem::UnsupportedMediaType => is_act,
        Problem::NotFound => {
            names_something || !matches!(route.access, Access::Public | Access::HalfSignedIn)
        }
        Problem::MovedOn | Problem::AskedAlready => is_act && !is_public,
        Problem::RecordMoved => !is_public,
        Problem::FileUnreadable => route.path.contains("/content/"),
        Problem::RecordSystemDown => true,
        // An address that is described takes its method; a failure of ours is no part of what is promised.
        Problem::MethodNotAllowed | Problem::Internal => false,
        // Whoever asks too often or too slowly, and a log that cannot be written, can be met anywhere.
        _ => true,
    }
}

fn problem_response(codes: &[&str]) -> Response {
    ResponseBuilder::new()
        .description(format!("Problem `{}`.", codes.join("`, `")))
        .content("application/problem+json", ContentBuilder::new().build())
        .build()
}

#[cfg(test)]
mod tests {
    use super::describe;
    use crate::site_map::site_map;

    #[test]
    fn every_schema_that_is_named_is_there() {
        let description = serde_json::to_value(describe(&site_map(true))).unwrap();
        let text = description.to_string();
        let named = text.split("\"#/components/schemas/").skip(1).filter_map(|rest| rest.split('"').next());

        let missing: Vec<_> =
            named.filter(|name| description["components"]["schemas"].get(name).is_none()).collect();
        assert_eq!(missing, Vec::<&str>::new());
    }

    #[test]
    fn what_can_go_wrong_is_described_at_each_address() {
        let description = serde_json::to_value(describe(&site_map(false))).unwrap();
        let statuses = |path: &str, method: &str| {
            let responses = description["paths"][path][method]["responses"].as_object().unwrap();
            responses.keys().cloned().collect::<Vec<_>>()
        };

        let read = statuses("/api/v1/patients/{patient}/allergies", "get");
        assert_eq!(read, ["200", "400", "401", "403", "404", "408", "410", "429", "503"]);
        let act = statuses("/api/v1/patients/{patient}/sharing", "post");
        let act_can = ["200", "400", "401", "403", "404", "409", "413", "415", "429", "503"];
        assert!(act_can.iter().all(|status| act.iter().any(|own| own == status)), "{act:?}");
        let public = statuses("/api/v1/session", "post");
        assert!(
            ["400", "401", "403", "413", "415", "429", "503"]
                .iter()
                .all(|it| public.iter().any(|own| own == it)),
            "{public:?}"
        );
    }

    #[test]
    fn generated_api_description_is_current() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/openapi.json");
        let current = describe(&site_map(false)).to_pretty_json().expect("a description becomes JSON") + "\n";
        if std::env::var_os("PORTICO_BLESS").is_some() {
            std::fs::write(path, &current).unwrap();
        }

        let kept = std::fs::read_to_string(path).unwrap_or_default();
        assert!(
            kept == current,
            "docs/openapi.json is stale: run `cargo xtask generate` and look at what changed"
        );
    }
}
