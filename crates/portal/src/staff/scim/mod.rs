//! The directory's own door (SCIM 2.0, RFC 7644): users, and what this server can do. For machines with a token, not for
//! browsers.

mod patch;
mod user;

use axum::body::Body;
use axum::extract::{FromRequestParts, Query};
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE, LOCATION};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use portico_account::Visit;
use portico_account::staff::{Filter, ProvisionFault, StaffDoor, StaffError};
use portico_model::AccountId;
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::edge::{Verbatim, account_problem};
use crate::extract::path_param;
use crate::portal::Portal;
use crate::problem::Problem;
use crate::public::let_in;
use crate::site_map::{Access, SiteMap};
use crate::visitor::Visitor;

/// Resources of a page at most.
const MOST: u64 = 100;
const USERS: &str = "/scim/v2/Users";

pub(super) fn routes(map: &mut SiteMap) {
    let access = Access::Directory;
    map.route(Method::GET, "/scim/v2/ServiceProviderConfig", access, abilities);
    map.route(Method::GET, USERS, access, list);
    map.route(Method::POST, USERS, access, create);
    map.route(Method::GET, "/scim/v2/Users/{user}", access, read);
    map.route(Method::PUT, "/scim/v2/Users/{user}", access, replace);
    map.route(Method::PATCH, "/scim/v2/Users/{user}", access, change);
    map.route(Method::DELETE, "/scim/v2/Users/{user}", access, remove);
}

/// The directory, which showed its token.
struct Directory {
    door: StaffDoor,
    visit: Visit,
}

impl FromRequestParts<Portal> for Directory {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, portal: &Portal) -> Result<Self, Response> {
        let door = portal.staff.clone().ok_or_else(|| Problem::NotFound.into_response())?;
        let visit = Visitor::of(&parts.extensions).visit.clone();
        let value =
            parts.headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let token = value.split_once(' ').filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"));
        if token.is_some_and(|(_, token)| door.is_directory(token.trim())) {
            return Ok(Self { door, visit });
        }
        // What cannot be a token is nobody's attempt to guess it.
        if token.is_some_and(|(_, token)| is_token(token.trim())) {
            if let Err(problem) = let_in(&parts.extensions) {
                return Err(problem.into_response());
            }
            if let Err(error) = door.note_false_directory(&visit) {
                return Err(fault(ProvisionFault::Staff(error)));
            }
        }
        Err(refusal(StatusCode::UNAUTHORIZED, None, "the token is not right"))
    }
}

/// RFC 6750 § 2.1.
fn is_token(text: &str) -> bool {
    let is_of_one = |c: char| c.is_ascii_alphanumeric() || "-._~+/".contains(c);
    let body = text.trim_end_matches('=');
    !body.is_empty() && text.len() <= 4096 && body.chars().all(is_of_one)
}

/// The `{user}` of the path.
struct User(AccountId);

impl FromRequestParts<Portal> for User {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, portal: &Portal) -> Result<Self, Response> {
        let id = path_param(parts, portal, "user").await.map_err(IntoResponse::into_response)?;
        let id = id.and_then(|id| id.parse::<Uuid>().ok());
        id.map(|id| Self(AccountId(id))).ok_or_else(|| refusal(StatusCode::NOT_FOUND, None, "no such user"))
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Wanted {
    filter: Option<String>,
    start_index: Option<i64>,
    count: Option<i64>,
}

async fn abilities(_: Directory) -> Response {
    let no = json!({"supported": false});
    answer(
        StatusCode::OK,
        &json!({
            "schemas": ["urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"],
            "patch": {"supported": true},
            "bulk": {"supported": false, "maxOperations": 0, "maxPayloadSize": 0},
            "filter": {"supported": true, "maxResults": MOST},
            "changePassword": no,
            "sort": no,
            "etag": no,
            "authenticationSchemes": [{
                "type": "oauthbearertoken", "name": "Bearer token", "description": "A token of the installation's configuration",
            }],
            "meta": {"resourceType": "ServiceProviderConfig"},
        }),
    )
}

async fn list(directory: Directory, Query(wanted): Query<Wanted>) -> Result<Response, Response> {
    let Some(filter) = filter(wanted.filter.as_deref()) else {
        let words = "only `userName eq \"…\"` and `externalId eq \"…\"`";
        return Err(refusal(StatusCode::BAD_REQUEST, Some("invalidFilter"), words));
    };
    let start = u64::try_from(wanted.start_index.unwrap_or(1)).unwrap_or(1).max(1);
    let count = wanted.count.map_or(MOST, |count| u64::try_from(count).unwrap_or(0).min(MOST));
    let listed =
        directory.door.list_provisioned(&filter, start - 1, count, &directory.visit).await.map_err(fault)?;
    let users: Vec<Value> = listed.people.iter().map(user::to_json).collect();
    Ok(answer(
        StatusCode::OK,
        &json!({
            "schemas": ["urn:ietf:params:scim:api:messages:2.0:ListResponse"],
            "totalResults": listed.all,
            "startIndex": start,
            "itemsPerPage": users.len(),
            "Resources": users,
        }),
    ))
}

async fn create(directory: Directory, body: Bytes) -> Result<Response, Response> {
    let person = user::from_json(&parse(&body).ok_or_else(no_json)?, true).ok_or_else(unfit)?;
    let made = directory.door.provision(person, &directory.visit).await.map_err(fault)?;
    let mut response = answer(StatusCode::CREATED, &user::to_json(&made));
    if let Ok(location) = HeaderValue::from_str(&format!("{USERS}/{}", made.id)) {
        response.headers_mut().insert(LOCATION, location);
    }
    Ok(response)
}

async fn read(directory: Directory, User(id): User) -> Result<Response, Response> {
    let found = directory.door.read_provisioned(id, &directory.visit).await.map_err(fault)?;
    Ok(answer(StatusCode::OK, &user::to_json(&found)))
}

async fn replace(directory: Directory, User(id): User, body: Bytes) -> Result<Response, Response> {
    let found = directory.door.find_provisioned(id).await.map_err(fault)?;
    let said = parse(&body).ok_or_else(no_json)?;
    let person = user::from_json(&said, found.person.is_active).ok_or_else(unfit)?;
    let changed = directory.door.replace_provisioned(id, person, &directory.visit).await.map_err(fault)?;
    Ok(answer(StatusCode::OK, &user::to_json(&changed)))
}

async fn change(directory: Directory, User(id): User, body: Bytes) -> Result<Response, Response> {
    let found = directory.door.find_provisioned(id).await.map_err(fault)?;
    let said = parse(&body).ok_or_else(no_json)?;
    let changed = patch::applied(user::to_json(&found), &said).map_err(unpatched)?;
    let person = user::from_json(&changed, found.person.is_active).ok_or_else(unfit)?;
    let changed = directory.door.replace_provisioned(id, person, &directory.visit).await.map_err(fault)?;
    Ok(answer(StatusCode::OK, &user::to_json(&changed)))
}

async fn remove(directory: Directory, User(id): User) -> Result<Response, Response> {
    directory.door.remove_provisioned(id, &directory.visit).await.map_err(fault)?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

fn filter(text: Option<&str>) -> Option<Filter> {
    let Some(text) = text.map(str::trim).filter(|text| !text.is_empty()) else {
        return Some(Filter::Everybody);
    };
    let mut words = text.splitn(3, ' ');
    let (attribute, operator, value) = (words.next()?, words.next()?, words.next()?);
    let value: String = serde_json::from_str(value.trim()).ok()?;
    if !operator.eq_ignore_ascii_case("eq") {
        return None;
    }
    match attribute.to_ascii_lowercase().as_str() {
        "username" => Some(Filter::UserName(value)),
        "externalid" => Some(Filter::ExternalId(value)),
        _ => None,
    }
}

fn parse(body: &[u8]) -> Option<Value> {
    serde_json::from_slice(body).ok()
}

fn no_json() -> Response {
    refusal(StatusCode::BAD_REQUEST, Some("invalidSyntax"), "this is no JSON")
}

fn unfit() -> Response {
    refusal(
        StatusCode::BAD_REQUEST,
        Some("invalidValue"),
        "a user needs a userName, an e-mail address, and true or false where it says active",
    )
}

fn unpatched(fault: patch::Fault) -> Response {
    match fault {
        patch::Fault::NoOperation => unfit(),
        patch::Fault::NoTarget => {
            refusal(StatusCode::BAD_REQUEST, Some("noTarget"), "a path names nothing that a user has")
        }
    }
}

fn fault(fault: ProvisionFault) -> Response {
    match fault {
        ProvisionFault::NotFound => refusal(StatusCode::NOT_FOUND, None, "no such user"),
        ProvisionFault::Taken => {
            refusal(StatusCode::CONFLICT, Some("uniqueness"), "another user has this name or address")
        }
        ProvisionFault::InvalidEmail => unfit(),
        ProvisionFault::Staff(StaffError::Account(error)) => account_problem(error).into_response(),
        ProvisionFault::Staff(error) => Problem::internal(error).into_response(),
    }
}

/// RFC 7644 § 3.12.
fn refusal(status: StatusCode, kind: Option<&str>, detail: &str) -> Response {
    let mut body = json!({
        "schemas": ["urn:ietf:params:scim:api:messages:2.0:Error"],
        "status": status.as_str(),
        "detail": detail,
    });
    if let Some(kind) = kind {
        body["scimType"] = kind.into();
    }
    answer(status, &body)
}

fn answer(status: StatusCode, body: &Value) -> Response {
    let body = Body::from(body.to_string());
    let mut response = (status, [(CONTENT_TYPE, "application/scim+json")], body).into_response();
    response.extensions_mut().insert(Verbatim);
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_is_one_of_two() {
        let of = |text: &str| filter(Some(text));

        assert_eq!(filter(None), Some(Filter::Everybody));
        assert_eq!(of("userName eq \"a b\""), Some(Filter::UserName("a b".to_owned())));
        assert_eq!(of("EXTERNALID EQ \"7\""), Some(Filter::ExternalId("7".to_owned())));
        for bad in ["userName", "userName co \"a\"", "active eq \"true\"", "userName eq a", "x eq \"a\" or b"]
        {
            assert_eq!(of(bad), None, "{bad}");
        }
    }
}
