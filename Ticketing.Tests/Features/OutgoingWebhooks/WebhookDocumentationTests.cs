using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Editing;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Placing;
using Ticketing.Features.OutgoingWebhooks;
using Ticketing.Features.Payments.Checkout;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Tests.Features.Cancellations;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Xunit;

namespace Ticketing.Tests.Features.OutgoingWebhooks;

/// <summary>The promises of docs/webhooks.md.</summary>
public sealed partial class WebhookDocumentationTests
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string Body = """{"type":"order.paid","data":{"text":"Zoë"}}""";
    private static readonly string Document = Repository.Read("docs/webhooks.md");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_type_is_described() =>
        Assert.Equal(
            WebhookEventTypes.All.Append(WebhookEventTypes.Test).Order(),
            Heading.Matches(Document).SelectMany(heading => Name.Matches(heading.Value)).Select(name => name.Groups[1].Value).Order()
        );

    [Fact]
    public async Task Messages_have_the_fields_of_the_examples()
    {
        await using var app = new TicketingApp();
        await app.AddWebhookAsync("https://partner.example/hooks");
        var show = await app.AddEventAsync(EventStatus.Inactive);
        await app.UseAsync<PublishEvent>(publish => publish.PublishAsync(show.Id, Ct));
        await app.StartPaymentAsync(await app.PlaceHoldAsync(show, "Standing", 1));
        app.Clock.Advance(TimeSpan.FromHours(1));
        await app.RunJobAsync<PaymentSettlementJob>();
        await app.RunJobAsync<OrderExpiryJob>();
        var order = await app.BuyAsync(show, "Standing", 2);
        await app.UseAsync<CorrectOrder>(correct => correct.RenameAttendeeAsync(order.Id, 1, "Mary Somerville", Ct));
        var scan = await app.ScanAsync(show, (await app.GetTicketCodesAsync(order))[0]);
        await app.UndoAdmissionAsync(scan);
        await app.StartRefundAsync(order, 2);
        await app.RunJobAsync<RefundJob>();
        await app.EditEventAsync(show, form => form.Title = "Nadia Karim Trio");
        await app.CancelAsync(show);

        var told = await app.GetWebhooksAsync();
        Assert.Equal(
            WebhookEventTypes.All.Where(type => type != WebhookEventTypes.EventWithdrawn).Order(),
            told.Select(w => w.Type).Distinct().Order()
        );
        foreach (var (type, data) in told)
        {
            var section = Document
                .Split("\n### ")
                .Single(part => Heading.Match($"### {part}").Value.Contains($"`{type}`", StringComparison.Ordinal));
            var example = JsonElement.Parse(Block("json").Match(section).Groups[1].Value);
            Assert.Equal(Shape(example), Shape(data));
        }
    }

    [Fact]
    public void The_csharp_code_is_what_this_test_runs()
    {
        Assert.Contains(
            GetCode("csharp"),
            Repository.Read("Ticketing.Tests/Features/OutgoingWebhooks/WebhookVerifier.cs"),
            StringComparison.Ordinal
        );
        Assert.All(
            Attempts(),
            attempt =>
                Assert.Equal(
                    attempt.IsGenuine,
                    WebhookVerifier.IsGenuine(
                        attempt.Secret,
                        "msg_1",
                        attempt.Timestamp,
                        attempt.Signatures,
                        Encoding.UTF8.GetBytes(attempt.Body)
                    )
                )
        );
    }

    [Theory]
    [InlineData(
        "python",
        "python3",
        "verify.py",
        "import json, sys\nfor a in json.load(sys.stdin): print(is_genuine(a[0], 'msg_1', a[1], a[2], a[3].encode()))"
    )]
    [InlineData(
        "js",
        "node",
        "verify.mjs",
        "import { readFileSync } from 'node:fs';\n"
            + "for (const a of JSON.parse(readFileSync(0))) console.log(isGenuine(a[0], 'msg_1', a[1], a[2], Buffer.from(a[3])));"
    )]
    public async Task The_code_of_another_language_accepts_only_genuine_messages(string language, string program, string file, string use)
    {
        var folder = Directory.CreateTempSubdirectory("webhooks-");
        try
        {
            var path = Path.Combine(folder.FullName, file);
            await File.WriteAllTextAsync(path, $"{GetCode(language)}\n{use}\n", Ct);
            var attempts = Attempts();
            var input = JsonSerializer.Serialize(attempts.Select(a => new[] { a.Secret, a.Timestamp, a.Signatures, a.Body }));
            var answers = await RunAsync(program, path, input);
            Assert.Equal(attempts.Select(a => a.IsGenuine), answers.Select(bool.Parse));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static List<Attempt> Attempts()
    {
        var now = TimeProvider.System.GetUtcNow();
        var genuine = Sign(Secret, now);
        return
        [
            genuine,
            genuine with
            {
                Signatures = $"v1,AAAA {genuine.Signatures}",
            },
            genuine with
            {
                Signatures = $"v1,Zoë {genuine.Signatures}",
            },
            genuine with
            {
                Signatures = "v1,Zoë",
                IsGenuine = false,
            },
            genuine with
            {
                Timestamp = "²",
                IsGenuine = false,
            },
            genuine with
            {
                Timestamp = "١٢٣",
                IsGenuine = false,
            },
            genuine with
            {
                Body = Body.Replace('Z', 'B'),
                IsGenuine = false,
            },
            genuine with
            {
                Signatures = "v1,AAAA",
                IsGenuine = false,
            },
            genuine with
            {
                Signatures = genuine.Signatures.Replace("v1,", "v2,", StringComparison.Ordinal),
                IsGenuine = false,
            },
            genuine with
            {
                Signatures = "",
                IsGenuine = false,
            },
            genuine with
            {
                Timestamp = "soon",
                IsGenuine = false,
            },
            Sign(Secret, now.AddMinutes(-6)) with
            {
                IsGenuine = false,
            },
            Sign(Secret.Replace('M', 'N'), now) with
            {
                Secret = Secret,
                IsGenuine = false,
            },
        ];
    }

    private static Attempt Sign(string secret, DateTimeOffset at)
    {
        using var hmac = new System.Security.Cryptography.HMACSHA256(Convert.FromBase64String(secret["whsec_".Length..]));
        var timestamp = $"{at.ToUnixTimeSeconds()}";
        var signature = Convert.ToBase64String(hmac.ComputeHash(Encoding.UTF8.GetBytes($"msg_1.{timestamp}.{Body}")));
        return new Attempt(secret, timestamp, $"v1,{signature}", Body, IsGenuine: true);
    }

    private static async Task<string[]> RunAsync(string program, string path, string input)
    {
        var start = new ProcessStartInfo(program, [path]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var output = await process.StandardOutput.ReadToEndAsync(Ct);
        await process.WaitForExitAsync(Ct);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    private static string GetCode(string language) => Block(language).Match(Document).Groups[1].Value;

    /// <summary>Names of fields and kinds of values.</summary>
    private static string Shape(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Object => $"{{{string.Join(", ", value.EnumerateObject().Select(p => $"{p.Name}: {Shape(p.Value)}"))}}}",
            JsonValueKind.Array => $"[{string.Join(", ", value.EnumerateArray().Select(Shape).Distinct())}]",
            JsonValueKind.True or JsonValueKind.False => "boolean",
            var kind => kind.ToString(),
        };

    private static Regex Block(string language) => new($"^```{language}\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline);

    [GeneratedRegex("^### `.*$", RegexOptions.Multiline)]
    private static partial Regex Heading { get; }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Name { get; }

    private sealed record Attempt(string Secret, string Timestamp, string Signatures, string Body, bool IsGenuine);
}
