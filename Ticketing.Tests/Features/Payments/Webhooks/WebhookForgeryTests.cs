using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Stripe;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Payments.Webhooks;

/// <summary>Requests with a bad signature and correctly signed nonsense are rejected without side effects.</summary>
public sealed class WebhookForgeryTests(ITestOutputHelper output)
{
    private const int Seed = 20310203;

    /// <summary>Fields that every Stripe event has.</summary>
    private static readonly string[] RequiredFields =
    [
        "id",
        "object",
        "api_version",
        "created",
        "livemode",
        "type",
        "data",
        "data.object",
        "data.object.id",
    ];

    private static readonly string[] Nonsense =
    [
        "null",
        "1e400",
        "99999999999999999999999999",
        "-9223372036854775809",
        "1.5",
        "\"\\ud800\"",
        "\"\\u0000\"",
        "[]",
        "{}",
        "\"\"",
    ];

    private static readonly Func<Random, long, Forgery>[] Forgers =
    [
        FlipABit,
        SignWithWrongSecret,
        SignTooEarlyOrTooLate,
        OmitSignature,
        SignTwice,
        AddByteOrderMark,
        NestDeeply,
        WriteTooLargeBody,
        CutShort,
        SendBlankBody,
        ChangeTheType,
        BreakTheHeader,
        InsertNonsense,
        RemoveField,
        WriteInvalidUtf8,
        SignDifferentBody,
    ];

    private sealed record Forgery(byte[] Body, string? Signature, string Type = "application/json")
    {
        public string? SecondSignature { get; init; }

        /// <summary>Sent without Content-Length.</summary>
        public bool IsChunked { get; init; }
    }

    [Theory, OnEitherDatabase]
    public async Task Forged_messages_are_rejected_without_side_effects(DatabaseProvider database)
    {
        var many = TestScale.Count(shortRun: 1_000, full: 10_000);
        output.WriteLine($"{many} forgeries of {Forgers.Length} kinds, seed {Seed}");
        await using var app = await StripeMessages.OpenVenueAsync(database);
        await app.Stripe.PayAsync((await app.OpenPaymentPageAsync(await app.PublishEventAsync(), 2)).Id);
        await app.RunPaymentJobsAsync();
        var random = new Random(Seed);
        var answers = new SortedDictionary<HttpStatusCode, int>();
        for (var i = 0; i < many; i++)
        {
            var forger = Forgers[i % Forgers.Length];
            var status = await SendAsync(app, forger(random, app.Clock.GetUtcNow().ToUnixTimeSeconds()));
            Assert.True((int)status is >= 400 and < 500, $"Forgery {i} ({forger.Method.Name}) was answered {status}");
            answers[status] = answers.GetValueOrDefault(status) + 1;
        }

        output.WriteLine(string.Join(", ", answers.Select(answer => $"{answer.Value} × {(int)answer.Key}")));
        Assert.Empty(await app.GetWebhookEventsAsync());
        Assert.DoesNotContain(app.Log.Lines, line => line.Error is not null);
        await app.AssertMoneyMatchesStripeAsync();
    }

    /// <summary>Validates the test above: the unmodified message is accepted.</summary>
    [Theory, OnEitherDatabase]
    public async Task The_unmodified_message_is_accepted(DatabaseProvider database)
    {
        await using var app = WebhookVenue.On(database);
        using var answer = await app.SendSignedAsync(Genuine());
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private static async Task<HttpStatusCode> SendAsync(TicketingApp app, Forgery forgery)
    {
        using var answer = await app.SendAsync(forgery.Body, forgery.Signature, forgery.Type, forgery.SecondSignature, forgery.IsChunked);
        return answer.StatusCode;
    }

    private static string Genuine() =>
        StripeMessages.CreateMessage(
            "evt_1",
            more: """, "metadata": { "payment": "0191d4a0-0000-7000-8000-000000000000" }, "payment_intent": "pi_1" """
        );

    private static Forgery Signed(string body, long at, string secret = StripeMessages.Secret) => new(Bytes(body), Sign(body, at, secret));

    private static string Sign(string body, long at, string secret = StripeMessages.Secret) =>
        EventUtility.GenerateSignatureHeader(body, secret, at);

    private static byte[] Bytes(string body) => Encoding.UTF8.GetBytes(body);

    private static Forgery FlipABit(Random random, long now)
    {
        var forged = Signed(Genuine(), now);
        forged.Body[random.Next(forged.Body.Length)] ^= (byte)(1 << random.Next(8));
        return forged;
    }

    private static Forgery SignDifferentBody(Random random, long now) =>
        new(Bytes(Genuine()), Sign(Genuine() + new string(' ', random.Next(1, 9)), now));

    private static Forgery SignWithWrongSecret(Random random, long now) =>
        Signed(
            Genuine(),
            now,
            random.Next(4) switch
            {
                0 => "whsec_test_of_the_red_room",
                1 => StripeMessages.Secret["whsec_".Length..],
                2 => StripeMessages.Secret + " ",
                _ => StripeMessages.Key,
            }
        );

    private static Forgery SignTooEarlyOrTooLate(Random random, long now) =>
        Signed(Genuine(), now + ((random.Next(2) == 0 ? -1 : 1) * (random.Next(2) == 0 ? 301 : random.Next(301, int.MaxValue / 16))));

    private static Forgery OmitSignature(Random random, long now) =>
        Signed(Genuine(), now) with
        {
            Signature = random.Next(3) switch
            {
                0 => null,
                1 => "",
                _ => " ",
            },
        };

    private static Forgery SignTwice(Random random, long now)
    {
        var signed = Signed(Genuine(), now);
        return random.Next(2) == 0 ? signed with { SecondSignature = signed.Signature } : signed with { SecondSignature = "t=1,v1=2" };
    }

    private static Forgery AddByteOrderMark(Random random, long now)
    {
        var (mark, genuine) = ("\uFEFF", Genuine());
        return random.Next(2) == 0 ? Signed(mark + genuine, now) : new Forgery(Bytes(mark + genuine), Sign(genuine, now));
    }

    private static Forgery NestDeeply(Random random, long now)
    {
        var depth = random.Next(2) == 0 ? 5_000 : random.Next(65, 5_000);
        var nested = new string('[', depth) + new string(']', depth);
        return Signed(random.Next(2) == 0 ? nested : Genuine().Replace("\"evt_1\"", nested, StringComparison.Ordinal), now);
    }

    private static Forgery WriteTooLargeBody(Random random, long now)
    {
        var length = random.Next(10) == 0 ? 5 * 1024 * 1024 : random.Next(257 * 1024, 400 * 1024);
        return Signed(Genuine() + new string(' ', length), now) with { IsChunked = random.Next(2) == 0 };
    }

    private static Forgery CutShort(Random random, long now)
    {
        var genuine = Genuine();
        var cut = genuine[..random.Next(genuine.Length)];
        return random.Next(2) == 0 ? Signed(cut, now) : new Forgery(Bytes(cut), Sign(genuine, now));
    }

    private static Forgery SendBlankBody(Random random, long now) => Signed(new string(' ', random.Next(2) * random.Next(100)), now);

    private static Forgery ChangeTheType(Random random, long now)
    {
        string[] types =
        [
            "text/plain",
            "application/x-www-form-urlencoded",
            "multipart/form-data",
            "text/html",
            "application/octet-stream",
        ];
        return Signed(Genuine(), now) with { Type = types[random.Next(types.Length)] };
    }

    private static Forgery BreakTheHeader(Random random, long now)
    {
        var genuine = Genuine();
        var signature = Sign(genuine, now);
        var v1 = signature[(signature.IndexOf("v1=", StringComparison.Ordinal) + 3)..];
        string[] broken =
        [
            "t",
            "t=,v1=",
            "t=1",
            $"v1={v1}",
            $"t={now}",
            $"t={now},v0={v1}",
            $"t={now},v1={v1.ToUpperInvariant()}",
            $"t=abc,v1={v1}",
            $"t={now}0000000000,v1={v1}",
            $"t=-{now},v1={v1}",
            ",,,",
            "=",
            "t==,v1==",
            $"t={now};v1={v1}",
            $"t={now},v1={v1[..^2]}",
            $"t={now},v1={v1}00",
            new string(',', 5_000),
            "é=ü",
            $"t={now}.0,v1={v1}",
            SignInvalidTime("99999999999999999999", genuine),
            SignInvalidTime("abc", genuine),
            SignInvalidTime("", genuine),
            SignInvalidTime("9223372036854775807", genuine),
        ];
        return new Forgery(Bytes(genuine), broken[random.Next(broken.Length)]);
    }

    // Correctly signed, but the timestamp is invalid.
    private static string SignInvalidTime(string time, string body) =>
        $"t={time},v1={EventUtility.ComputeSignature(StripeMessages.Secret, time, body)}";

    private static Forgery InsertNonsense(Random random, long now)
    {
        var (field, value) = (RequiredFields[random.Next(RequiredFields.Length)], Nonsense[random.Next(Nonsense.Length)]);
        return Signed(
            Change(field, (parent, name) => parent[name] = "NONSENSE").Replace("\"NONSENSE\"", value, StringComparison.Ordinal),
            now
        );
    }

    private static Forgery RemoveField(Random random, long now) =>
        Signed(Change(RequiredFields[random.Next(RequiredFields.Length)], (parent, name) => parent.Remove(name)), now);

    private static Forgery WriteInvalidUtf8(Random random, long now)
    {
        var bytes = new byte[random.Next(1, 2_000)];
        random.NextBytes(bytes);
        bytes[0] = 0xFF;
        return new Forgery(bytes, string.Create(CultureInfo.InvariantCulture, $"t={now},v1={SignBytes(bytes, now)}"));
    }

    private static string SignBytes(byte[] body, long now)
    {
        byte[] signed = [.. Bytes(string.Create(CultureInfo.InvariantCulture, $"{now}.")), .. body];
        return Convert.ToHexStringLower(HMACSHA256.HashData(Bytes(StripeMessages.Secret), signed));
    }

    private static string Change(string field, Action<JsonObject, string> change)
    {
        var message = JsonNode.Parse(Genuine())!.AsObject();
        var path = field.Split('.');
        var parent = path[..^1].Aggregate(message, (at, name) => at[name]!.AsObject());
        change(parent, path[^1]);
        return message.ToJsonString();
    }
}
