using Microsoft.Extensions.Logging;
using Npgsql;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data.Postgres;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Hosting;

public sealed class GoLiveWarningTests
{
    [Theory]
    [InlineData("Pickup", "None", 1, 1)]
    [InlineData("Pickup", "Sandbox", 1, 1)]
    [InlineData("Smtp", "Sandbox", 0, 1)]
    [InlineData("Smtp", "Stripe", 0, 1, "sk_test_x")]
    [InlineData("Smtp", "Stripe", 0, 0, "sk_live_x")]
    public async Task Missing_mail_or_payments_are_logged(string transport, string provider, int mail, int payments, string? key = null)
    {
        await using var venue = new LoggingApp();
        venue.Set("Mail:Transport", transport).Set("Payments:Provider", provider);
        venue.Set("Payments:Stripe:SecretKey", key).Set("Payments:Stripe:WebhookSecret", key is null ? null : "whsec_x");
        if (transport == "Smtp")
        {
            venue.Set("Mail:Smtp:Host", "localhost").Set("Mail:From", "box@blueroom.example");
        }

        using var visitor = venue.NewBrowser();
        await visitor.OpenAsync("/health/live");
        Assert.Equal(mail, Warnings(venue, "Mail:Transport"));
        Assert.Equal(payments, Warnings(venue, "Payments:"));
    }

    [Theory]
    [InlineData("Host=db", "db")]
    [InlineData("Host=10.0.0.7;SSL Mode=Require", "10.0.0.7")]
    [InlineData("Host=localhost,db.example", "db.example")]
    [InlineData("Host=db.example;SSL Mode=VerifyFull", null)]
    [InlineData("Host=LOCALHOST", null)]
    [InlineData("Host=127.0.0.1", null)]
    [InlineData("Host=::1", null)]
    [InlineData("Host=/run/postgresql", null)]
    public void A_database_on_another_host_needs_a_checked_certificate(string connection, string? host) =>
        Assert.Equal(host, PostgresServices.FindUnverifiedHost(connection));

    [OnPostgres]
    public async Task An_unchecked_database_host_is_logged()
    {
        await using var venue = new LoggingApp(DatabaseProvider.Postgres);
        venue.Set(
            "ConnectionStrings:Ticketing",
            new NpgsqlConnectionStringBuilder(venue.ConnectionString) { Host = "127.0.0.1,db.example" }.ConnectionString
        );
        using var visitor = venue.NewBrowser();
        await visitor.OpenAsync("/health/live");
        Assert.Equal(1, Warnings(venue, "the database on db.example"));
    }

    [Theory]
    [InlineData("Sandbox", "sk_live_x", "Payments are only simulated")]
    [InlineData("Stripe", "sk_test_x", "Stripe is in test mode")]
    [InlineData("Stripe", "sk_live_x", null)]
    [InlineData("None", "sk_test_x", null)]
    public async Task Staff_read_on_every_page_that_no_money_is_taken(string provider, string key, string? said)
    {
        await using var venue = new LoggingApp();
        venue.Set("Payments:Provider", provider).Set("Payments:Stripe:SecretKey", key).Set("Payments:Stripe:WebhookSecret", "whsec_x");
        using var staff = await venue.SignInAsStaffAsync();

        var alarm = (await staff.OpenAsync("/admin/orders")).Document.QuerySelector(".alarm[aria-label=Payments]");

        Assert.Equal(said is not null, alarm is not null);
        Assert.Contains(said ?? "", alarm?.TextContent ?? "", StringComparison.Ordinal);
    }

    private static int Warnings(LoggingApp venue, string about) =>
        venue.Log.Lines.Count(line => line.Level == LogLevel.Warning && line.Text.Contains(about, StringComparison.Ordinal));
}
