//! `PATCH` (RFC 7644 § 3.5.2), for the members that the portal keeps. Others are passed over: a directory may know more
//! than the portal wants to.

use serde_json::{Map, Value, json};

/// The user with the operations applied; `None` where an operation is none.
pub(super) fn applied(user: Value, patch: &Value) -> Option<Value> {
    let Value::Object(mut user) = user else { return None };
    for operation in patch["Operations"].as_array()? {
        let name = operation["op"].as_str()?.to_ascii_lowercase();
        let value = match name.as_str() {
            "add" | "replace" => Some(&operation["value"]),
            "remove" => None,
            _ => return None,
        };
        match (operation["path"].as_str(), value) {
            (Some(path), value) => put(&mut user, path, value),
            (None, Some(Value::Object(members))) => {
                for (path, value) in members {
                    put(&mut user, path, Some(value));
                }
            }
            (None, _) => return None,
        }
    }
    Some(Value::Object(user))
}

/// Member names compare without regard to case (RFC 7643 § 2.1). A member that is taken away is empty.
fn put(user: &mut Map<String, Value>, path: &str, value: Option<&Value>) {
    let value = value.cloned().unwrap_or(Value::Null);
    let path = path.trim_start_matches("urn:ietf:params:scim:schemas:core:2.0:User:").to_ascii_lowercase();
    match path.as_str() {
        "active" => set(user, "active", value),
        "username" => set(user, "userName", value),
        "externalid" => set(user, "externalId", value),
        "displayname" => set(user, "displayName", value),
        "roles" => set(user, "roles", value),
        "name" => rename(user, value["formatted"].clone()),
        "name.formatted" => rename(user, value),
        "emails" => set(user, "emails", value),
        path if path.starts_with("emails[") && path.ends_with(".value") => {
            set(user, "emails", json!([{"value": value, "primary": true}]));
        }
        _ => {}
    }
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

    fn after(operations: Value) -> Option<Value> {
        let user = json!({"userName": "m", "active": true, "emails": [{"value": "m@x.example"}]});
        applied(user, &json!({ "Operations": operations }))
    }

    #[test]
    fn operations_are_read_in_all_their_forms() {
        let by_path = after(json!([{"op": "Replace", "path": "active", "value": false}])).unwrap();
        let by_members =
            after(json!([{"op": "replace", "value": {"active": false, "nickName": "x"}}])).unwrap();
        let address =
            json!([{"op": "add", "path": "emails[type eq \"work\"].value", "value": "n@x.example"}]);

        assert_eq!(by_path["active"], false);
        assert_eq!(by_members["active"], false);
        assert_eq!(after(address).unwrap()["emails"][0]["value"], "n@x.example");
        assert_eq!(
            after(json!([{"op": "remove", "path": "externalId"}])).unwrap()["externalId"],
            Value::Null
        );
    }

    #[test]
    fn what_is_no_operation_changes_nothing() {
        for bad in
            [json!([{"op": "move", "path": "active"}]), json!([{"op": "replace"}]), json!({"op": "add"})]
        {
            assert!(after(bad.clone()).is_none(), "{bad}");
        }
    }
}
