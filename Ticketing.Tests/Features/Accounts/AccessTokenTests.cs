using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Ticketing.Features.Accounts.Tokens;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Accounts;

public sealed class AccessTokenTests(EchoVenues venues) : IClassFixture<EchoVenues>
{
    private const string Path = EchoVenue.Path + "/scoped";
    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false };
    private TicketingApp app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task A_token_is_signed_with_a_published_key_and_says_whose_it_is(DatabaseProvider database)
    {
        app = venues.On(database);
        var member = await app.CreateStaffAsync();
        var now = app.Clock.GetUtcNow();
        var token = new JsonWebToken((await app.GetTokensAsync(member)).Access);
        Assert.Equal(("ES256", "at+jwt"), (token.Alg, token.Typ));
        Assert.Equal(("https://tickets.example", member.Id.ToString()), (token.Issuer, token.Subject));
        Assert.Equal(["https://tickets.example/api/v1"], token.Audiences);
        Assert.Equal((now.UtcDateTime, now.AddMinutes(15).UtcDateTime), (token.IssuedAt, token.ValidTo));
        Assert.Equal(now.ToUnixTimeSeconds(), token.GetPayloadValue<long>("auth_time"));

        var published = (await app.GetApiAsync("/.well-known/jwks.json")).ExpectStatus(HttpStatusCode.OK);
        Assert.DoesNotContain("\"d\"", published.Body, StringComparison.Ordinal);
        var keys = new JsonWebKeySet(published.Body).Keys;
        Assert.Equal(2, keys.Select(key => key.Kid).Distinct().Count());
        var verified = await Handler.ValidateTokenAsync(
            token,
            new TokenValidationParameters
            {
                IssuerSigningKey = keys.Single(key => key.Kid == token.Kid),
                ValidIssuer = token.Issuer,
                ValidAudience = token.Audiences.Single(),
                ValidateLifetime = false,
            }
        );
        Assert.True(verified.IsValid, verified.Exception?.Message);
    }

    [Theory]
    [OnEitherDatabase("genuine", true)]
    [OnEitherDatabase("none", false)]
    [OnEitherDatabase("HS256 with the public key", false)]
    [OnEitherDatabase("HS256 with the public key as PEM", false)]
    [OnEitherDatabase("another key under our id", false)]
    [OnEitherDatabase("another key under its own id", false)]
    [OnEitherDatabase("no key id", false)]
    [OnEitherDatabase("the other key's id", false)]
    [OnEitherDatabase("another issuer", false)]
    [OnEitherDatabase("another audience", false)]
    [OnEitherDatabase("another type", false)]
    [OnEitherDatabase("no type", false)]
    [OnEitherDatabase("no expiry", false)]
    [OnEitherDatabase("another person", false)]
    [OnEitherDatabase("another session", false)]
    [OnEitherDatabase("a changed payload", false)]
    public async Task Only_a_genuine_token_is_accepted(DatabaseProvider database, string kind, bool isAccepted)
    {
        app = venues.On(database);
        var other = await app.CreateStaffAsync();
        var genuine = (await app.GetTokensAsync(await app.CreateStaffAsync())).Access;
        var answer = await app.GetWithTokenAsync(Path, await ForgeAsync(genuine, kind, other.Id));
        Assert.Equal(isAccepted ? HttpStatusCode.OK : HttpStatusCode.Unauthorized, answer.Status);
    }

    [Theory]
    [OnEitherDatabase(0, 15 * 60 + 29, true)]
    [OnEitherDatabase(0, 15 * 60 + 31, false)]
    [OnEitherDatabase(29, 0, true)]
    [OnEitherDatabase(31, 0, false)]
    public async Task It_is_valid_for_a_quarter_of_an_hour_give_or_take_half_a_minute(
        DatabaseProvider database,
        int issuerAhead,
        int later,
        bool isAccepted
    )
    {
        app = venues.On(database);
        var genuine = (await app.GetTokensAsync(await app.CreateStaffAsync())).Access;
        var shift = TimeSpan.FromSeconds(issuerAhead);
        var token = await SignAsync(
            genuine,
            d => (d.IssuedAt, d.NotBefore, d.Expires) = (d.IssuedAt + shift, d.NotBefore + shift, d.Expires + shift)
        );
        app.Clock.Advance(TimeSpan.FromSeconds(later));
        var answer = await app.GetWithTokenAsync(Path, token);
        Assert.Equal(isAccepted ? HttpStatusCode.OK : HttpStatusCode.Unauthorized, answer.Status);
    }

    [Theory, OnEitherDatabase]
    public async Task Keys_are_replaced_each_month_without_refusing_a_token(DatabaseProvider database)
    {
        await using var first = new EchoVenue(database);
        await using var second = new EchoVenue(database);
        app = first;
        second.ShareDatabaseWith(first);
        var member = await first.CreateStaffAsync();
        var before = await GetKeyIdsAsync(first);
        first.Clock.Advance(SigningKeys.Period - TimeSpan.FromMinutes(1));
        second.Clock.Advance(SigningKeys.Period - TimeSpan.FromMinutes(1));
        await first.RunJobAsync<SigningKeyRotationJob>();
        Assert.Equal(before, await GetKeyIdsAsync(first));
        var last = (await first.GetTokensAsync(member)).Access;
        Assert.Equal(before[0], new JsonWebToken(last).Kid);

        Advance(TimeSpan.FromMinutes(10));
        var next = (await first.GetTokensAsync(member)).Access;
        Assert.Equal(before[1], new JsonWebToken(next).Kid);
        await RotateAsync();
        Assert.Equal(before, await GetKeyIdsAsync(second));
        foreach (var token in new[] { last, next })
        {
            (await second.GetWithTokenAsync(Path, token)).ExpectStatus(HttpStatusCode.OK);
        }

        Advance(SigningKeys.KeptAfterwards);
        await RotateAsync();
        var after = await GetKeyIdsAsync(second);
        Assert.Equal((2, before[1]), (after.Count, after[0]));
        Assert.NotEqual(before[0], after[1]);
        Assert.Equal(before[1], new JsonWebToken((await first.GetTokensAsync(member)).Access).Kid);

        void Advance(TimeSpan time)
        {
            first.Clock.Advance(time);
            second.Clock.Advance(time);
        }

        Task RotateAsync() => Task.WhenAll(first.RunJobAsync<SigningKeyRotationJob>(), second.RunJobAsync<SigningKeyRotationJob>());
    }

    private static async Task<List<string>> GetKeyIdsAsync(TicketingApp process) =>
        [.. new JsonWebKeySet((await process.GetApiAsync("/.well-known/jwks.json")).Body).Keys.Select(key => key.Kid)];

    private async Task<string> ForgeAsync(string genuine, string kind, Guid other)
    {
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var token = new JsonWebToken(genuine);
        return kind switch
        {
            "genuine" => await SignAsync(genuine, _ => { }),
            "none" => Encode("""{"alg":"none","typ":"at+jwt"}""") + "." + token.EncodedPayload + ".",
            "HS256 with the public key" => SignWithPublicKey(token, (await GetPublicKeyAsync(token.Kid)).ExportSubjectPublicKeyInfo()),
            "HS256 with the public key as PEM" => SignWithPublicKey(
                token,
                Encoding.ASCII.GetBytes((await GetPublicKeyAsync(token.Kid)).ExportSubjectPublicKeyInfoPem())
            ),
            "another key under our id" => await SignAsync(genuine, d => SignWith(d, stranger, token.Kid)),
            "another key under its own id" => await SignAsync(genuine, d => SignWith(d, stranger, "stranger")),
            "no key id" => await SignAsync(genuine, d => d.SigningCredentials.Key.KeyId = null),
            "the other key's id" => await SignWithOtherIdAsync(genuine),
            "another issuer" => await SignAsync(genuine, d => d.Issuer = "https://tickets.example.org"),
            "another audience" => await SignAsync(genuine, d => d.Audience = "https://tickets.example"),
            "another type" => await SignAsync(genuine, d => d.TokenType = "JWT"),
            "no type" => await SignAsync(genuine, d => d.TokenType = ""),
            "no expiry" => await SignAsync(genuine, d => d.Expires = null),
            "another person" => await SignAsync(genuine, d => d.Claims["sub"] = other.ToString()),
            "another session" => await SignAsync(genuine, d => d.Claims["sid"] = other.ToString()),
            "a changed payload" => $"{token.EncodedHeader}.{Encode(Change(token, other))}.{token.EncodedSignature}",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };
    }

    /// <summary>Signs the claims of a token again with the venue's key, after a change.</summary>
    private async Task<string> SignAsync(string genuine, Action<SecurityTokenDescriptor> change)
    {
        var token = new JsonWebToken(genuine);
        var signer = await app.UseAsync<SigningKeys, ECDsaSecurityKey>(keys => keys.GetSignerAsync(Ct));
        var descriptor = new SecurityTokenDescriptor
        {
            Issuer = token.Issuer,
            Audience = token.Audiences.Single(),
            TokenType = token.Typ,
            IssuedAt = token.IssuedAt,
            NotBefore = token.ValidFrom,
            Expires = token.ValidTo,
            Claims = new Dictionary<string, object> { ["sub"] = token.Subject, ["sid"] = token.GetPayloadValue<string>("sid") },
            SigningCredentials = new SigningCredentials(signer, SecurityAlgorithms.EcdsaSha256),
        };
        change(descriptor);
        return Handler.CreateToken(descriptor);
    }

    private async Task<string> SignWithOtherIdAsync(string genuine)
    {
        var ids = await GetKeyIdsAsync(app);
        return await SignAsync(genuine, d => d.SigningCredentials.Key.KeyId = ids.Single(id => id != d.SigningCredentials.Key.KeyId));
    }

    private static void SignWith(SecurityTokenDescriptor descriptor, ECDsa key, string keyId) =>
        descriptor.SigningCredentials = new SigningCredentials(new ECDsaSecurityKey(key) { KeyId = keyId }, SecurityAlgorithms.EcdsaSha256);

    private async Task<ECDsa> GetPublicKeyAsync(string keyId) =>
        (await app.UseAsync<SigningKeys, IReadOnlyList<ECDsaSecurityKey>>(keys => keys.GetPublicKeysAsync(Ct)))
            .Single(key => key.KeyId == keyId)
            .ECDsa;

    private static string SignWithPublicKey(JsonWebToken token, byte[] publicKey)
    {
        var signed = Encode($$"""{"alg":"HS256","typ":"at+jwt","kid":"{{token.Kid}}"}""") + "." + token.EncodedPayload;
        return $"{signed}.{Base64UrlEncoder.Encode(HMACSHA256.HashData(publicKey, Encoding.ASCII.GetBytes(signed)))}";
    }

    private static string Change(JsonWebToken token, Guid other) =>
        Base64UrlEncoder.Decode(token.EncodedPayload).Replace(token.Subject, other.ToString(), StringComparison.Ordinal);

    private static string Encode(string json) => Base64UrlEncoder.Encode(json);
}
