using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Hosting.Pipeline;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Pages;

/// <summary>PostgreSQL cannot store or compare NUL characters, SQLite can; both must give the same response.</summary>
public sealed class NulCharacterTests(NulCharacterTests.LoggingVenues venues) : IClassFixture<NulCharacterTests.LoggingVenues>
{
    [Theory]
    [OnEitherDatabase("/?q=%00")]
    [OnEitherDatabase("/?q=jazz%00")]
    [OnEitherDatabase("/?q%00=jazz")]
    [OnEitherDatabase("/past?q=%00")]
    [OnEitherDatabase("/orders/ABC?token=%00")]
    [OnEitherDatabase("/checkout/abc?payment=%00")]
    public async Task In_a_query_it_is_a_bad_request_and_logs_no_error(DatabaseProvider database, string path)
    {
        var app = (LoggingApp)venues.On(database);
        using var visitor = app.NewBrowser();
        (await visitor.OpenAsync(path)).ExpectStatus(HttpStatusCode.BadRequest);
        Assert.DoesNotContain(app.Log.Lines, line => line.Level >= LogLevel.Error);
    }

    [Theory]
    [OnEitherDatabase("Buyer.Name", false)]
    [OnEitherDatabase("Buyer.Email", false)]
    [OnEitherDatabase("Buyer.Phone", true)]
    [OnEitherDatabase("Buyer.\0", false)]
    public async Task In_a_form_it_is_a_bad_request_and_keeps_the_hold(DatabaseProvider database, string field, bool multipart)
    {
        var app = (LoggingApp)venues.On(database);
        var show = await app.PublishEventAsync();
        using var visitor = app.NewBrowser();
        var checkout = await visitor.ChooseTicketsAsync(show, ("Standing", 1));
        var request = checkout.BuildSubmitRequest(
            CheckoutActions.CheckoutForm,
            new Dictionary<string, string> { ["Buyer.Name"] = "Ada", ["Buyer.Email"] = "ada@example.com" }
        );
        request.Content = await WithNulAsync(request.Content!, field, multipart);

        var told = (await visitor.FollowAsync(request)).ExpectStatus(HttpStatusCode.BadRequest);

        Assert.Contains("We couldn’t read that", told.Text, StringComparison.Ordinal);
        (await visitor.OpenAsync(checkout.Path)).ExpectStatus(HttpStatusCode.OK);
        Assert.DoesNotContain(app.Log.Lines, line => line.Level >= LogLevel.Error);
    }

    [Theory, OnEitherDatabase]
    public async Task In_the_order_lookup_it_is_a_bad_request_too(DatabaseProvider database)
    {
        var app = (LoggingApp)venues.On(database);
        using var visitor = app.NewBrowser();
        (await visitor.PostAsync("/orders/find", [new("Email", "ada\0@example.com")])).ExpectStatus(HttpStatusCode.BadRequest);
        Assert.DoesNotContain(app.Log.Lines, line => line.Level >= LogLevel.Error);
    }

    [Theory]
    [InlineData("/events/a%00b")]
    [InlineData("/checkout/%00")]
    [InlineData("/orders/A%00/receipt.pdf")]
    public async Task In_a_path_the_server_refuses_it(string path)
    {
        await using var app = new ListeningApp();
        using var socket = new TcpClient(app.Address.Host, app.Address.Port);
        await socket
            .GetStream()
            .WriteAsync(
                Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"),
                TestContext.Current.CancellationToken
            );
        using var answer = new StreamReader(socket.GetStream());
        Assert.Equal("HTTP/1.1 400 Bad Request", await answer.ReadLineAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_lone_surrogate_is_not_accepted_either()
    {
        Assert.True(RequestTextValidation.IsStorable("Zoë 🎸 見"));
        Assert.All(["a\0b", "half a guitar \ud83c", "\udfb8 the other half"], sent => Assert.False(RequestTextValidation.IsStorable(sent)));
    }

    [Theory]
    [InlineData("🎸🎸🎸🎸", 4)]
    [InlineData("🎸🎸🎸🎸", 5)]
    [InlineData("a🎸🎸🎸", 5)]
    public void Truncation_never_splits_a_character(string said, int longest)
    {
        var line = Redaction.ToSingleLine(said, longest);
        Assert.True(RequestTextValidation.IsStorable(line));
        Assert.InRange(line.Length, 2, longest);
    }

    private static async Task<HttpContent> WithNulAsync(HttpContent form, string field, bool multipart)
    {
        var fields = (await form.ReadAsStringAsync(TestContext.Current.CancellationToken))
            .Split('&')
            .Select(f => f.Split('='))
            .ToDictionary(f => WebUtility.UrlDecode(f[0]), f => WebUtility.UrlDecode(f[1]));
        fields[field] = "Ada\0";
        if (!multipart)
        {
            return new FormUrlEncodedContent(fields);
        }

        var parts = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
        {
            parts.Add(new StringContent(value), name);
        }

        return parts;
    }

    public sealed class LoggingVenues : VenueFixture
    {
        protected override TicketingApp Create(DatabaseProvider database) => new LoggingApp(database);
    }
}
