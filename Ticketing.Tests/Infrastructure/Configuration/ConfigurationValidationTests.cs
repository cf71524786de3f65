using Microsoft.AspNetCore.Mvc.Testing;
using Ticketing.Infrastructure.Configuration.Checks;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Configuration;

public sealed class ConfigurationValidationTests
{
    [Theory]
    [InlineData("Holds:Lifetime=ten", "Holds:Lifetime: 'ten' is not a duration like 00:10:00")]
    [InlineData("Holds:Lifetime=00:00:00", "Holds:Lifetime: 00:00:00 is out of range")]
    [InlineData("Holds:Lifetime=10", "Holds:Lifetime: 10.00:00:00 is out of range")] // ten days, to .NET
    [InlineData("Payments:Window=-00:01:00", "Payments:Window: -00:01:00 is out of range")]
    [InlineData("Payments:Provider=Paypal", "Payments:Provider: 'Paypal' is not one of None, Sandbox, Stripe")]
    [InlineData("Payments:Provider=7", "Payments:Provider: '7' is not one of")]
    [InlineData(
        "Database:Provider=Postgres",
        "ConnectionStrings:Ticketing: must name Host and Database when Database:Provider is Postgres"
    )]
    [InlineData("Database:Provider=Oracle", "Database:Provider: 'Oracle' is not one of")]
    [InlineData("Site:TimeZone=Europe/Atlantis", "Site:TimeZone: 'Europe/Atlantis' is not an IANA time zone")]
    [InlineData("Site:Currency=GPB", "Site:Currency: 'GPB' is not an ISO 4217 currency")]
    [InlineData("Site:Currency=gbp", "Site:Currency: 'gbp' is not an ISO 4217 currency")]
    [InlineData("Site:AccentColor=red", "Site:AccentColor: 'red' is not a colour")]
    [InlineData("Site:AccentColor=#12345", "Site:AccentColor: '#12345' is not a colour")]
    [InlineData("Site:SupportEmail=the venue", "Site:SupportEmail: 'the venue' is not an email address")]
    [InlineData("Site:VenueName=", "Site:VenueName: must not be empty")]
    [InlineData("Site:PublicBaseUrl=tickets.example.org", "Site:PublicBaseUrl: 'tickets.example.org' is not an address")]
    [InlineData("Site:PublicBaseUrl=https://example.org/tickets", "Site:PublicBaseUrl: 'https://example.org/tickets' is not an address")]
    [InlineData("Site:PublicBaseUrl=http://tickets.example.org", "Site:PublicBaseUrl: 'http://tickets.example.org' must be https")]
    [InlineData("Site:PublicBaseUrl=", "Site:PublicBaseUrl: is required")]
    [InlineData("Localization:Default=fr", "Localization:Default: 'fr' is not one of the program's languages: en-GB, ar, de")]
    [InlineData("Localization:Languages:0=fr", "Localization:Languages:0: 'fr' is not one of the program's languages")]
    [InlineData("Site:Texts:Translations:fr:Welcome=x", "Site:Texts:Translations:fr: 'fr' is not one of the program's languages")]
    [InlineData("Site:Texts:Translations:de:Welcom=x", "Site:Texts:Translations:de:Welcom: is no setting; did you mean")]
    [InlineData("Pricing:BookingFeePercent=101", "Pricing:BookingFeePercent: 101 is out of range")]
    [InlineData("Pricing:BookingFeePercent=2,5", "Pricing:BookingFeePercent: '2,5' is not a number")]
    [InlineData("Pricing:BookingFeeFixed=1.50", "Pricing:BookingFeeFixed: '1.50' is not a whole number")]
    [InlineData("Pricing:TaxRatePercent=-1", "Pricing:TaxRatePercent: -1 is out of range")]
    [InlineData("Pricing:TaxRatePercent=8.8755", "Pricing:TaxRatePercent: must not have more than three decimals")]
    [InlineData("Checkout:PhoneRequired=perhaps", "Checkout:PhoneRequired: 'perhaps' is not true or false")]
    [InlineData("Mail:Transport=Pigeon", "Mail:Transport: 'Pigeon' is not one of Pickup, Smtp")]
    [InlineData("Mail:From=nobody", "Mail:From: 'nobody' is not an email address")]
    [InlineData("Mail:Smtp:Port=0", "Mail:Smtp:Port: 0 is out of range")]
    [InlineData("Mail:Smtp:Port=smtp", "Mail:Smtp:Port: 'smtp' is not a whole number")]
    [InlineData("Mail:Smtp:Security=Ssl", "Mail:Smtp:Security: 'Ssl' is not one of None, StartTls, Tls")]
    [InlineData("Mail:Smtp:Host=mail.example.org", "Mail:Transport: must be Smtp where Mail:Smtp:Host is set")]
    [InlineData("Pricing:TaxRate=7", "Pricing:TaxRate: is no setting; did you mean Pricing:TaxRatePercent?")]
    [InlineData("Site:PublicBaseURI=https://tickets.example.org", "Site:PublicBaseURI: is no setting; did you mean Site:PublicBaseUrl?")]
    [InlineData("Site:AccentColour=#fff", "Site:AccentColour: is no setting; did you mean Site:AccentColor?")]
    [InlineData("Mail:Smtp:Passwort=x", "Mail:Smtp:Passwort: is no setting; did you mean Mail:Smtp:Password?")]
    [InlineData("Mail:Smtp:Passwort_FILE=x", "Mail:Smtp:Passwort_FILE: is no setting; did you mean Mail:Smtp:Password?")]
    [InlineData("Holds:Minutes=10", "Holds:Minutes: is no setting; there is Lifetime")]
    [InlineData("Checkout:Phone=true", "Checkout:Phone: is no setting; did you mean Checkout:PhoneRequired?")]
    [InlineData("Payments:Provder=Sandbox", "Payments:Provder: is no setting; did you mean Payments:Provider?")]
    [InlineData("Payments:Stripe:ApiBase=stripe.example.org", "Payments:Stripe:ApiBase: 'stripe.example.org' is not an address like")]
    [InlineData(
        "Payments:Stripe:ApiBase=http://stripe.example.org",
        "Payments:Stripe:ApiBase: 'http://stripe.example.org' is not an address like"
    )]
    [InlineData(
        "Payments:Stripe:ApiBase=https://stripe.example.org/v1",
        "Payments:Stripe:ApiBase: 'https://stripe.example.org/v1' is not an address like"
    )]
    [InlineData(
        "Payments:Stripe:CheckoutDomain=https://pay.example.org",
        "Payments:Stripe:CheckoutDomain: 'https://pay.example.org' is not a host name"
    )]
    [InlineData("Payments:Stripe:Timeout=00:00:00", "Payments:Stripe:Timeout: 00:00:00 is out of range")]
    [InlineData("Payments:Stripe:DelayedMethods=sepa", "Payments:Stripe:DelayedMethods: 'sepa' is not true or false")]
    [InlineData("Payments:Stripe:SecretKy=sk_hush", "Payments:Stripe:SecretKy: is no setting; did you mean Payments:Stripe:SecretKey?")]
    [InlineData("Notifications:Interval=00:00:05", "Notifications:Interval: is no setting; did you mean Notifications:PollInterval?")]
    [InlineData("Database:Providers=Sqlite", "Database:Providers: is no setting; did you mean Database:Provider?")]
    [InlineData("Storage:Dir=/data", "Storage:Dir: is no setting; did you mean Storage:Directory?")]
    [InlineData("Proxy:KnownNetwork=10.0.0.0/8", "Proxy:KnownNetwork: is no setting; did you mean Proxy:KnownNetworks?")]
    [InlineData("RateLimiting:Enable=false", "RateLimiting:Enable: is no setting; did you mean RateLimiting:Enabled?")]
    [InlineData("Demo:Seeds=true", "Demo:Seeds: is no setting; did you mean Demo:Seed?")]
    [InlineData("Notifications:PollInterval=00:00:00", "Notifications:PollInterval: 00:00:00 is out of range")]
    [InlineData("Storage:Directory=", "Storage:Directory: must not be empty")]
    [InlineData("Proxy:ForwardLimit=0", "Proxy:ForwardLimit: 0 is out of range")]
    [InlineData("Paymnts:Provider=Sandbox", "Paymnts: is no section of settings; did you mean Payments?")]
    [InlineData("Hold:Lifetime=00:10:00", "Hold: is no section of settings; did you mean Holds?")]
    [InlineData("ConnectionString:Ticketing=x", "ConnectionString: is no section of settings; did you mean ConnectionStrings?")]
    [InlineData("Proxy:KnownNetworks:0=10.0.0.0/40", "Proxy:KnownNetworks:0: '10.0.0.0/40' is not a network")]
    [InlineData("Proxy:KnownNetworks=10.0.0.0/8", "Proxy:KnownNetworks: is a list")]
    [InlineData("RateLimiting:Enabled=off", "RateLimiting:Enabled: 'off' is not true or false")]
    [InlineData("Demo:Seed=yes", "Demo:Seed: 'yes' is not true or false")]
    public void A_bad_setting_is_named_with_its_reason(string setting, string complaint)
    {
        var problem = Assert.Single(
            TestConfiguration.FindProblems("Production", "Site:PublicBaseUrl=https://tickets.example.org", setting)
        );

        Assert.StartsWith(complaint, problem.ToString(), StringComparison.Ordinal);
    }

    /// <summary>The environment is full of them.</summary>
    [Theory]
    [InlineData("npm:config:registry=x")]
    [InlineData("Kestrel:Endpoints:Http:Url=http://localhost:5000")]
    [InlineData("Prices:Provider=x")]
    [InlineData("Payment=x")]
    public void A_section_of_another_program_is_no_problem(string setting) =>
        Assert.Empty(TestConfiguration.FindProblems("Production", "Site:PublicBaseUrl=https://tickets.example.org", setting));

    [Theory]
    [InlineData(
        "SecretKey: is required where Payments:Provider is Stripe|WebhookSecret: is required where Payments:Provider is Stripe",
        "Payments:Provider=Stripe"
    )]
    [InlineData(
        "WebhookSecret: is required where Payments:Provider is Stripe",
        "Payments:Provider=Stripe",
        "Payments:Stripe:SecretKey=sk_live_x"
    )]
    [InlineData("SecretKey: is required where the other of Stripe's two secrets is set", "Payments:Stripe:WebhookSecret=whsec_x")]
    [InlineData(
        "SecretKey: is no secret key of Stripe's",
        "Payments:Provider=Stripe",
        "Payments:Stripe:SecretKey=pk_live_x",
        "Payments:Stripe:WebhookSecret=whsec_x"
    )]
    [InlineData(
        "SecretKey: is no secret key of Stripe's",
        "Payments:Provider=Stripe",
        "Payments:Stripe:SecretKey=sk_live_",
        "Payments:Stripe:WebhookSecret=whsec_x"
    )]
    [InlineData(
        "SecretKey: is no secret key of Stripe's",
        "Payments:Provider=Stripe",
        "Payments:Stripe:SecretKey=sk_live_a b",
        "Payments:Stripe:WebhookSecret=whsec_x"
    )]
    [InlineData(
        "WebhookSecret: is no signing secret of Stripe's",
        "Payments:Provider=Stripe",
        "Payments:Stripe:SecretKey=sk_live_x",
        "Payments:Stripe:WebhookSecret=we_x"
    )]
    public void Stripe_half_set_does_not_start(string complaints, params string[] settings)
    {
        var problems = TestConfiguration.FindProblems("Production", ["Site:PublicBaseUrl=https://tickets.example.org", .. settings]);

        Assert.Equal(complaints.Split('|').Length, problems.Count);
        Assert.All(
            problems.Zip(complaints.Split('|')),
            pair => Assert.StartsWith("Payments:Stripe:" + pair.Second, pair.First.ToString(), StringComparison.Ordinal)
        );
        Assert.DoesNotContain(problems, problem => problem.Reason.Contains("_x", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Payments:Provider=Stripe")]
    [InlineData("Payments:Provider=None")]
    public void Stripes_keys_may_stay_when_the_venue_goes_on_without_it(string provider) =>
        Assert.Empty(
            TestConfiguration.FindProblems(
                "Production",
                "Site:PublicBaseUrl=https://tickets.example.org",
                provider,
                "Payments:Stripe:SecretKey=rk_live_x",
                "Payments:Stripe:WebhookSecret=whsec_x"
            )
        );

    [Theory]
    [InlineData("VenueName", 200)]
    [InlineData("LegalName", 200)]
    [InlineData("Address", 500)]
    [InlineData("TaxNumber", 64)]
    public void Text_longer_than_its_order_column_is_refused(string setting, int longest)
    {
        var problem = Assert.Single(
            TestConfiguration.FindProblems(
                "Production",
                "Site:PublicBaseUrl=https://tickets.example.org",
                $"Site:{setting}={new string('x', longest + 1)}"
            )
        );

        Assert.Equal($"Site:{setting}: is longer than {longest} characters", problem.ToString());
    }

    [Fact]
    public void All_that_is_wrong_is_named_at_once_even_within_a_section()
    {
        var problems = TestConfiguration.FindProblems(
            "Production",
            "Holds:Lifetime=ten",
            "Site:TimeZone=Mars",
            "Site:Currency=XXX",
            "Mail:Transport=Smtp",
            "Mail:Smtp:Port=many",
            "Mail:Smtp:Username=venue"
        );

        Assert.Equal(
            [
                "Holds:Lifetime",
                "Mail:From",
                "Mail:Smtp:Host",
                "Mail:Smtp:Password",
                "Mail:Smtp:Port",
                "Site:Currency",
                "Site:PublicBaseUrl",
                "Site:TimeZone",
            ],
            problems.Select(p => p.Key).Order(StringComparer.Ordinal)
        );
    }

    [Theory]
    [InlineData("Development")]
    [InlineData("Production", "Site:PublicBaseUrl=https://tickets.example.org")]
    [InlineData(
        "Production",
        "Site:PublicBaseUrl=http://localhost:8080/",
        "Payments:Provider=Sandbox",
        "Site:Currency=JPY",
        "Site:AccentColor=#FA0"
    )]
    [InlineData(
        "Production",
        "Site:PublicBaseUrl=https://t.example:8443",
        "Mail:Transport=Smtp",
        "Mail:From=Venue <box@t.example>",
        "Mail:Smtp:Host=mail.t.example",
        "Mail:Smtp:Username=u",
        "Mail:Smtp:Password=p",
        "Mail:Smtp:Security=Tls",
        "Proxy:KnownNetworks:0=10.0.0.0/8",
        "Proxy:KnownNetworks:1=fd00::/8"
    )]
    public void A_good_configuration_has_no_complaints(string environment, params string[] settings) =>
        Assert.Empty(TestConfiguration.FindProblems(environment, settings));

    [Fact]
    public void A_hosting_test_gets_the_problems_as_an_exception()
    {
        using var factory = new WebApplicationFactory<Program>().WithWebHostBuilder(b =>
            b.UseSetting("Holds:Lifetime", "ten").UseSetting("Site:Currency", "XXX")
        );

        var error = Assert.Throws<ConfigurationException>(() => factory.CreateClient());

        Assert.Equal(["Site:Currency", "Holds:Lifetime"], error.Problems.Select(p => p.Key));
    }

    [Fact]
    public async Task The_process_lists_the_complaints_without_a_stack_trace_and_fails()
    {
        var run = await TicketingProcess.RunAsync(
            [],
            new()
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Production",
                ["Holds__Lifetime"] = "ten",
                ["Mail__Smtp__Password_FILE"] = "/nowhere/password",
            }
        );

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(
            """
            Not started, because of these settings:
              Mail__Smtp__Password_FILE: the file '/nowhere/password' cannot be read
              Site:PublicBaseUrl: is required: the address that buyers type, like https://tickets.example.org
              Holds:Lifetime: 'ten' is not a duration like 00:10:00

            """.ReplaceLineEndings(),
            run.Errors
        );
    }
}
