using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Xunit;

namespace Ticketing.Tests.Features.OutgoingWebhooks;

public sealed class WebhookCertificateTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>The clock of certificates is the machine's.</summary>
    [Theory]
    [InlineData(-30, 30)]
    [InlineData(-60, -30)]
    public async Task Nothing_is_sent_to_a_program_whose_certificate_is_not_trusted_and_the_page_says_so(int fromDays, int untilDays)
    {
        await using var app = new OutgoingWebhookVenue();
        using var certificate = Create(fromDays, untilDays);
        await using var receiver = await WebhookReceiver.StartAsync(Ct, certificate);
        var endpoint = await app.AddWebhookAsync(receiver.Url);
        var message = await app.QueueWebhookAsync(endpoint.Id);

        await app.SendWebhooksAsync();

        Assert.StartsWith("https://", receiver.Url, StringComparison.Ordinal);
        Assert.Empty(receiver.Received);
        using var staff = await app.SignInAsStaffAsync(Roles.SuperAdmin);
        var page = await staff.OpenAsync($"/admin/webhooks/{endpoint.Id}/deliveries/{message.Id}");
        Assert.Contains("its certificate is not valid", page.Document.QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(
            "its certificate is not valid",
            page.Document.QuerySelector("[aria-labelledby=attempts] tbody")!.TextContent,
            StringComparison.Ordinal
        );
    }

    /// <summary>Signed by itself, for the address of the receiver.</summary>
    private static X509Certificate2 Create(int fromDays, int untilDays)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(fromDays), now.AddDays(untilDays));
    }
}
