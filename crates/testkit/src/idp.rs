//! Members of staff who sign in as they do in life: at the neighbourhood's identity provider.

use portico_account::Accounts;
use portico_account::staff::{ClientKey, StaffDoor, StaffSettings};
use portico_sandbox::{Factor, IDP_CLIENT_ID, IDP_CLIENT_SECRET, Idp, SCIM_TOKEN};
use url::Url;

use crate::portal::TestPortal;
use crate::visitor::{Answer, TestVisitor};

/// Dr. Lindqvist treats Ana Reyes.
pub const MAJA: &str = "riverside|maja-lindqvist";
/// Dr. Aldous does not.
pub const HENRIK: &str = "riverside|henrik-aldous";

pub(crate) fn settings(idp: &Idp, portal: &Url) -> StaffSettings {
    let issuer = idp.issuer().parse().expect("the provider has an address");
    let secret = ClientKey::Secret(IDP_CLIENT_SECRET.into());
    StaffSettings {
        roles: portico_sandbox::sample_roles(),
        provisioning_token: Some(SCIM_TOKEN.into()),
        ..StaffSettings::new(issuer, IDP_CLIENT_ID, secret, portal)
    }
}

pub(crate) fn door(accounts: &Accounts, idp: &Idp, portal: &Url) -> StaffDoor {
    idp.connect(portal.as_str());
    StaffDoor::new(accounts.clone(), settings(idp, portal)).expect("a client without special wishes")
}

impl TestPortal {
    /// Somebody of the directory, signed in with a security key.
    pub async fn colleague(&self, subject: &str) -> TestVisitor {
        let mut visitor = self.anonymous();
        let answer = self.sign_in_at_work(&mut visitor, subject, Factor::Key).await;
        assert_eq!(answer.status, 303, "{}", answer.text);
        self.learn_token(&mut visitor).await;
        visitor
    }

    /// The whole way to the provider and back; what the portal answers at the end of it.
    pub async fn sign_in_at_work(&self, visitor: &mut TestVisitor, subject: &str, factor: Factor) -> Answer {
        let to = visitor.post_form("/staff/sign-in/begin", &[]).await;
        let back = self.at_provider(to.onward(), subject, factor).await;
        visitor.get(&back).await
    }

    /// The same for a fresh proof.
    pub async fn prove_at_work(&self, visitor: &mut TestVisitor, subject: &str) -> Answer {
        let to = visitor.get("/staff/sign-in/again/begin").await;
        let back = self.at_provider(to.location(), subject, Factor::Key).await;
        let answer = visitor.get(&back).await;
        self.learn_token(visitor).await;
        answer
    }

    /// Says at the provider who one is. Answers where it sends the browser.
    pub async fn at_provider(&self, to: &str, subject: &str, factor: Factor) -> String {
        let url: Url =
            to.parse().unwrap_or_else(|_| panic!("the portal leads to the provider, not to {to:?}"));
        let mut form: Vec<(String, String)> = url.query_pairs().into_owned().collect();
        let factor = match factor {
            Factor::Key => "key",
            Factor::Code => "code",
            Factor::Password => "password",
        };
        form.push(("subject".to_owned(), subject.to_owned()));
        form.push(("factor".to_owned(), factor.to_owned()));
        let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build();
        let client = client.expect("a client without special wishes");
        let page = client.get(url.clone()).send().await.expect("the provider answers");
        assert_eq!(page.status(), 200, "the provider asks who it is");
        let sent = client.post(url).form(&form).send().await.expect("the provider answers");
        let location = sent.headers().get("location").and_then(|value| value.to_str().ok());
        location.expect("the provider leads back").to_owned()
    }

    /// The token that forms of this visitor's staff session must carry.
    pub async fn learn_token(&self, visitor: &mut TestVisitor) {
        let session = visitor.get("/api/v1/staff/session").await;
        assert_eq!(session.status, 200, "{}", session.text);
        let token = session.json()["csrf"].as_str().map(str::to_owned);
        visitor.set_csrf(token.expect("a token for forms"));
    }
}
