"""What is surely a credential is found, and what only looks like one is a word like others."""

import pytest

from kb.credentials import credentials

MIXED = "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8s9T0u1V2w3X4"


def kinds(text):
    return [found.kind for found in credentials(text)]


# In two pieces each, for what looks for keys in this file must find none.
@pytest.mark.parametrize(
    ("kind", "start", "rest"),
    [
        ("AWS key", "AKIA", "Q3EGRSTUVWXY2345"),
        ("GitHub token", "ghp_", MIXED[:36]),
        ("GitHub token", "github_pat_", MIXED),
        ("GitLab token", "glpat-", MIXED[:20]),
        ("Slack token", "xoxb-", "123456789012-" + MIXED[:24]),
        ("Stripe key", "sk_live_", MIXED[:24]),
        ("Google key", "AIza", MIXED[:35]),
        ("Google secret", "GOCSPX-", MIXED[:28]),
        ("Anthropic key", "sk-ant-", "api03-" + MIXED),
        ("OpenAI key", "sk-proj-", MIXED),
        ("OpenAI key", "sk-", MIXED[:20] + "T3Blbk" + "FJ" + MIXED[:20]),
        ("API key", "sk-", MIXED[:48]),
        ("Hugging Face token", "hf_", MIXED[:34]),
        ("npm token", "npm_", MIXED[:36]),
        ("token", "eyJ", "hbGciOiJIUzI1NiJ9.eyJ" + "zdWIiOiIxMjM0In0.dozjgNryP4J3jVmNHl0w5N"),
    ],
)
def test_a_key_is_known_by_its_form(kind, start, rest):
    text = f"It is {start}{rest}, as they say."
    (found,) = credentials(text)
    assert (found.kind, text[found.start : found.end]) == (kind, start + rest)


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        pytest.param("postgres://kb:{}@db.test/kb", "hunter2x9", id="an address"),
        pytest.param("password={}", "hunter2x9", id="an assignment"),
        pytest.param('"db_password": "{}",', "tr0ub4dor&3", id="JSON"),
        pytest.param("DB_PASSWORD: '{}'", "tr0ub4dor&3", id="YAML in capitals"),
        pytest.param("export API_KEY={}", "9f86d081884c7d659a2feaa0c55ad015", id="a shell"),
        pytest.param("aws_secret_access_key = {}", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYzzKq8wZr2p", id="settings"),
        pytest.param("Der Zugang: Password: {} bitte", "Gx7!pQ2z", id="a sentence"),
        pytest.param('password = "{}"', "Tr0ub4dor&3(horse)xyz", id="brackets within quotes"),
        pytest.param("password = '{}'", 'Tr0ub4dor 3"horse;xyz', id="a space and the other quote within quotes"),
        pytest.param('{{\\"password\\": \\"{}\\"}}', "Tr0ub4dor&3,xyz", id="JSON within JSON"),
        pytest.param("password={} # ours", "Tr0ub4dor&3(horse)xyz", id="brackets without quotes"),
        pytest.param("Server=db;Password={} then", "Gx7!pQ2z;Database=example", id="settings in one word"),
        pytest.param("passwd={}", "abcDEF123$%^ghi789", id="signs that variables have"),
        pytest.param("**Password:** {}", "Gx7!pQ2z", id="a bold name"),
        pytest.param("DB_PASS={}", "Gx7!pQ2z", id="a short name"),
        pytest.param("Passwort: {}", "Gx7!pQ2z", id="German"),
        pytest.param("PASSWORD: {}", "correct horse battery staple", id="words that make no sentence"),
        pytest.param('passphrase = "{}"', "correct horse battery staple", id="such words within quotes"),
        pytest.param("AWS secret {}", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYFAKEKEYREADMEabcd", id="a word before a key"),
        pytest.param("AWS secret {} it is", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYzzKq8wZr2p", id="a key of 40 characters"),
        pytest.param("mysql://root:{}@localhost/db", "p@ssW0rd!x9", id="an address whose password has an at sign"),
        pytest.param("mysql://root:{}@localhost/db", "p@ss/W0rd:(x9)", id="an address whose password has a slash"),
        pytest.param("smtp://anna@kb.test:{}@mail.test", "Gx7!pQ2z", id="an address whose user has one"),
        pytest.param("curl -u anna:{} https://kb.test", "Geheim1234567", id="curl"),
        pytest.param('curl -u "anna:{}" https://kb.test', "Gx7'pQ2z horse", id="curl with quotes"),
        pytest.param('password = "{}', "Tr0ub4dor&3 horse", id="a quote that nothing closes"),
        pytest.param("api_key={} it is", "a1B2c3D4e5F6g7H8i9J0k1L2" * 40, id="a long key"),
        pytest.param("curl -s \\\n  --user 'anna:{}' https://kb.test", "Geheim1234567", id="curl over two lines"),
        pytest.param("Authorization: Bearer {}", "mF_9.B5f-4.1JqM", id="a header"),
        pytest.param("curl -H 'Authorization: Basic {}'", "YW5uYTpHZWhlaW0xMjM0NTY3", id="a basic header"),
        pytest.param("The wifi password is {}", "Sommer2019!kueste", id="is"),
        pytest.param("Das Passwort für das WLAN ist {} oder", "Sommer2019!kueste", id="ist"),
    ],
)
def test_only_the_value_is_taken(text, secret):
    whole = text.format(secret)
    (found,) = credentials(whole)
    assert whole[found.start : found.end] == secret


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("AKIA" + "IOSFODNN7EXAMPLE", id="the example of a manual"),
        pytest.param("https://user:password@host.test", id="a placeholder in an address"),
        pytest.param("postgres://postgres:postgres@localhost", id="a password that is the name"),
        pytest.param("https://kb.test/a:b@c", id="an address with an at sign"),
        pytest.param("http://localhost:8080/@me", id="a port"),
        pytest.param("password = os.environ['DB_PASSWORD_2']", id="a call"),
        pytest.param("password: str = Field(default=0)", id="a type"),
        pytest.param("The password: correct horse battery staple", id="words"),
        pytest.param("password=your-password-1", id="a placeholder"),
        pytest.param("the password is the weakest link", id="a sentence about passwords"),
        pytest.param("password: see below", id="where it stands"),
        pytest.param("Password: must have eight characters or more", id="a rule for passwords"),
        pytest.param("The password is SHA256-hashed with PBKDF2-HMAC-SHA512", id="how passwords are kept"),
        pytest.param("A password is at least 12-characters-long in 2024", id="how long passwords are"),
        pytest.param('connect(password="$DB_PASSWORD_2", token="<your token>")', id="variables within quotes"),
        pytest.param("curl -u anna:$PASSWORD_2 https://kb.test", id="a variable for curl"),
        pytest.param("Authorization: Bearer <token>", id="a placeholder in a header"),
        pytest.param("Authorization: Bearer ${TOKEN_OF_2024}", id="a variable in a header"),
        pytest.param("the bearer understands-nothing-at-all", id="a person who carries"),
        pytest.param("secret src/components/Button2/internals/SecretSharing", id="a path near the word"),
        pytest.param("secret /properties/ExtendedS3DestinationConfiguration/CustomTimeZone", id="another path"),
        pytest.param("a secret commit 9fdf1a8a6cccf71b7a28ea502a795ed5c358c6f5", id="a commit near the word"),
        pytest.param("http://kb.test:8080/find?mail=anna2024@kb.test", id="a port and an at sign"),
        pytest.param("token = tokenizer.encode(text)[0]", id="code"),
        pytest.param("tokens: 1234567890123456789", id="a number"),
        pytest.param("api_key=${API_KEY_2024}", id="a variable"),
        pytest.param("key: 3f9a2c71-0000-4000-8000-000000000000", id="a key that nobody called secret"),
        pytest.param("secret: kubernetes-secret-name-v2", id="a name"),
        pytest.param("token_path: /run/secrets/kb-token-1", id="a path"),
        pytest.param("sk-learn-contrib-lightning-model-selection", id="a package"),
        pytest.param("-----BEGIN PUBLIC KEY-----", id="a public key"),
        pytest.param("commit 9fdf1a8a6cccf71b7a28ea502a795ed5c358c6f5", id="a commit"),
    ],
)
def test_what_only_looks_like_one_stays(text):
    assert kinds(text) == []


def test_a_key_that_is_assigned_is_found_once():
    assert kinds("api_key = " + "sk-ant-" + "api03-" + MIXED) == ["Anthropic key"]


def test_of_two_that_overlap_nothing_is_left():
    key = "sk_live_" + MIXED[:24]
    text = f"password={key}&Tr0ub4dor"
    (found,) = credentials(text)
    assert text[found.start : found.end] == f"{key}&Tr0ub4dor"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("-----BEGIN RSA PRIVATE " + "KEY-----" * 20_000, id="keys that begin and never end"),
        pytest.param("eyJ" + "a" * 200_000 + ".", id="a token without end"),
        pytest.param("password" * 50_000, id="a word again and again"),
        pytest.param("password=" * 50_000, id="an assignment again and again"),
        pytest.param("sk-" * 100_000, id="a beginning again and again"),
        pytest.param("://" + "a" * 300_000 + ":", id="an address without end"),
        pytest.param("://a:" * 50_000, id="addresses again and again"),
        pytest.param("curl -u " * 50_000, id="a command again and again"),
        pytest.param("secret " * 50_000, id="secrets again and again"),
        pytest.param('password="' + "\\" * 100_000, id="a quote that never ends"),
        pytest.param("password is " * 30_000, id="a sentence again and again"),
        pytest.param(("secret A1" + "a" * 70 + "+ ") * 3_000, id="long words after secrets"),
        pytest.param("password=Gx7!pQ2z" * 20_000, id="passwords without a space"),
        pytest.param("Bearer a1" * 50_000, id="a header again and again"),
    ],
)
def test_no_text_takes_long(text, within=15.0):
    import time

    start = time.process_time()
    credentials(text)
    assert time.process_time() - start < within
