using Microsoft.Playwright;

namespace Ticketing.Tests.Support.Browsers;

/// <summary>Chromium's virtual authenticator.</summary>
public sealed class PasskeyDevice
{
    private readonly ICDPSession session;
    private readonly string id;

    private PasskeyDevice(ICDPSession session, string id) => (this.session, this.id) = (session, id);

    public static async Task<PasskeyDevice> AttachAsync(Visitor visitor)
    {
        var session = await visitor.Page.Context.NewCDPSessionAsync(visitor.Page);
        await session.SendAsync("WebAuthn.enable");
        var added = await session.SendAsync(
            "WebAuthn.addVirtualAuthenticator",
            new()
            {
                ["options"] = new Dictionary<string, object>
                {
                    ["protocol"] = "ctap2",
                    ["transport"] = "internal",
                    ["hasResidentKey"] = true,
                    ["hasUserVerification"] = true,
                    ["isUserVerified"] = true,
                    ["automaticPresenceSimulation"] = true,
                },
            }
        );
        return new(session, added!.Value.GetProperty("authenticatorId").GetString()!);
    }

    public Task FailUserVerificationAsync() =>
        session.SendAsync("WebAuthn.setUserVerified", new() { ["authenticatorId"] = id, ["isUserVerified"] = false });
}
