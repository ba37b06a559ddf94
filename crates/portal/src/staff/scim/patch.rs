//! `PATCH` (RFC 7644 § 3.5.2), for the members that the portal keeps. What else a user has by the standard is passed over: a
//! directory may know more than the portal wants to. What no user has is refused, so that nothing is thought done that is not.

use serde_json::{Map, Value, json};

const USER: &str = "urn:ietf:params:scim:schemas:core:2.0:user";
const ENTERPRISE: &str = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:user";

/// Members of a user (RFC 7643 § 4.1) that the portal does not keep.
const PASSED_OVER: [&str; 17] = [
    "schemas",
    "id",
    "meta",
    "nickname",
    "profileurl",
    "title",
    "usertype",
    "preferredlanguage",
    "locale",
    "timezone",
    "password",
    "phonenumbers",
    "ims",
    "photos",
    "addresses",
    "entitlements",
    "x509certificates",
];

/// Why a patch was not applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// An operation is none.
    NoOperation,
    /// A path names nothing that a user has.
    NoTarget,
}

/// The user with the operations applied.
pub(super) fn applied(user: Value, patch: &Value) -> Result<Value, Fault> {
    let Value::Object(mut user) = user else { return Err(Fault::NoOperation) };
    for operation in patch["Operations"].as_array().ok_or(Fault::NoOperation)? {
        let name = operation["op"].as_str().ok_or(Fault::NoOperation)?.to_ascii_lowercase();
        let value = match name.as_str() {
            "add" | "replace" => Some(operation.get("value").ok_or(Fault::NoOperation)?),
            "remove" => None,
            _ => return Err(Fault::NoOperation),
        };
        match (operation["path"].as_str(), value) {
            (Some(path), value) => put(&mut user, path, value)?,
            (None, Some(Value::Object(members))) => put_all(&mut user, members)?,
            (None, _) => return Err(Fault::NoOperation),
        }
    }
    Ok(Value::Object(user))
}

fn put_all(user: &mut Map<String, Value>, members: &Map<String, Value>) -> Result<(), Fault> {
    members.iter().try_for_each(|(path, value)| put(user, path, Some(value)))
}

/// Names of members and schemas compare without regard to case (RFC 7643 § 2.1). A member that is taken away is empty.
fn put(user: &mut Map<String, Value>, path: &str, value: Option<&Value>) -> Result<(), Fault> {
    let path = path.trim().to_ascii_lowercase();
    if path == USER {
        let Some(Value::Object(members)) = value else { return Err(Fault::NoTarget) };
        return put_all(user, members);
    }
    let path = path.strip_prefix(USER).and_then(|rest| rest.strip_prefix(':')).unwrap_or(&path);
    let value = value.cloned().unwrap_or(Value::Null);
    match path {
        "active" => set(user, "active", value),
        "username" => set(user, "userName", value),
        "externalid" => set(user, "externalId", value),
        "displayname" => set(user, "displayName", value),
        "roles" => set(user, "roles", value),
        "groups" => set(user, "groups", value),
        "name" => rename(user, value["formatted"].clone()),
        "name.formatted" => rename(user, value),
        "emails" => set(user, "emails", value),
        path if path.starts_with("emails[") && path.ends_with(".value") => {
            set(user, "emails", json!([{"value": value, "primary": true}]));
        }
        // Which of them is left, the next sign-in says.
        path if path.starts_with("roles[") || path.starts_with("groups[") => set(user, "roles", json!([])),
        path if path.starts_with(ENTERPRISE) => {}
        path if PASSED_OVER.contains(&member(path)) || matches!(member(path), "name" | "emails") => {}
        _ => return Err(Fault::NoTarget),
    }
    Ok(())
}

/// `phoneNumbers[type eq "work"].value` is of `phoneNumbers`.
fn member(path: &str) -> &str {
    path.split(['.', '[']).next().unwrap_or(path)
}

fn rename(user: &mut Map<String, Value>, name: Value) {
    set(user, "displayName", name.clone());
    set(user, "name", json!({"formatted": name}));
}

fn set(user: &mut Map<String, Value>, name: &str, value: Value) {
    user.insert(name.to_owned(), value);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(operations: Value) -> Result<Value, Fault> {
        let user = json!({"userName": "m", "active": true, "emails": [{"value": "m@x.example"}]});
        applied(user, &json!({ "Operations": operations }))
    }

    #[test]
    fn operations_are_read_in_all_their_forms() {
        for let_go in [
            json!([{"op": "Replace", "path": "active", "value": false}]),
            json!([{"op": "replace", "value": {"active": false, "nickName": "x", "name.givenName": "M"}}]),
            json!([{"op": "replace", "path": "URN:ietf:params:scim:schemas:core:2.0:USER:active", "value": false}]),
            json!([{"op": "replace", "value": {"urn:ietf:params:scim:schemas:core:2.0:User": {"active": false}}}]),
            json!([
                {"op": "replace", "path": "phoneNumbers[type eq \"work\"].value", "value": "5"},
                {"op": "add", "path": "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department", "value": "x"},
                {"op": "replace", "path": "active", "value": false}
            ]),
        ] {
            assert_eq!(after(let_go.clone()).unwrap()["active"], false, "{let_go}");
        }
        let address =
            json!([{"op": "add", "path": "emails[type eq \"work\"].value", "value": "n@x.example"}]);
        assert_eq!(after(address).unwrap()["emails"][0]["value"], "n@x.example");
        let removed = after(json!([{"op": "remove", "path": "externalId"}])).unwrap();
        assert_eq!(removed["externalId"], Value::Null);
        let fewer = after(json!([{"op": "remove", "path": "roles[value eq \"nurses\"]"}])).unwrap();
        assert_eq!(fewer["roles"], json!([]));
    }

    #[test]
    fn what_is_no_operation_changes_nothing() {
        for bad in [
            json!([{"op": "move", "path": "active"}]),
            json!([{"op": "replace"}]),
            json!([{"op": "replace", "path": "active"}]),
            json!({"op": "add"}),
        ] {
            assert_eq!(after(bad.clone()), Err(Fault::NoOperation), "{bad}");
        }
        for nowhere in [
            json!([{"op": "replace", "path": "actve", "value": false}]),
            json!([{"op": "replace", "value": {"urn:ietf:params:scim:schemas:core:2.0:User": false}}]),
            json!([{"op": "replace", "path": "urn:other:active", "value": false}]),
        ] {
            assert_eq!(after(nowhere.clone()), Err(Fault::NoTarget), "{nowhere}");
        }
    }
}
