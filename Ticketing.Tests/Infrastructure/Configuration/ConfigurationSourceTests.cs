using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Configuration.Sources;
using Ticketing.Infrastructure.Primitives;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Configuration;

public sealed class ConfigurationSourceTests
{
    [Fact]
    public void The_settings_file_is_read_once_from_beside_the_program_below_the_environment()
    {
        var sources = ((IConfigurationBuilder)TestConfiguration.Build("Production").Configuration).Sources;

        var files = sources.OfType<JsonConfigurationSource>().Where(s => s.Path == "appsettings.json").ToList();
        var file = Assert.Single(files);
        Assert.True(file.FileProvider!.GetFileInfo("appsettings.json").Exists);
        Assert.Equal(
            Path.Combine(AppContext.BaseDirectory, "appsettings.json"),
            file.FileProvider!.GetFileInfo("appsettings.json").PhysicalPath
        );
        Assert.True(sources.IndexOf(file) < sources.IndexOf(sources.OfType<SecretFileSource>().Single()) - 1);
    }

    [Fact]
    public void Development_is_a_demo_venue_and_production_sells_nothing_that_it_cannot_be_paid_for()
    {
        var demo = TestConfiguration.Build("Development").Services;
        Assert.Equal("The Blue Room", Value<SiteOptions>(demo).VenueName);
        Assert.Equal(PaymentProvider.Sandbox, Value<PaymentOptions>(demo).Provider);
        Assert.True(Value<DemoOptions>(demo).Seed);

        var live = TestConfiguration.Build("Production").Services;
        Assert.Equal("", Value<SiteOptions>(live).PublicBaseUrl);
        Assert.Equal(PaymentProvider.None, Value<PaymentOptions>(live).Provider);
        Assert.False(Value<DemoOptions>(live).Seed);
        Assert.Equal(20m, Value<PricingOptions>(live).TaxRatePercent);
        Assert.Equal(TimeSpan.FromMinutes(10), Value<HoldOptions>(live).Lifetime);
    }

    [Fact]
    public void Operator_settings_override_the_demo_venue() =>
        Assert.Equal(
            "Corner Hall",
            Value<SiteOptions>(TestConfiguration.Build("Development", "Site:VenueName=Corner Hall").Services).VenueName
        );

    [Fact]
    public void A_secret_is_read_from_the_file_that_its_variable_names()
    {
        using var file = new TemporaryFile(" hush\n");

        var provider = new SecretFileProvider(
            new Dictionary<string, string> { ["Mail__Smtp__Password_FILE"] = file.Path, ["SSL_CERT_FILE"] = "/nowhere" }
        );
        provider.Load();

        Assert.True(provider.TryGet("Mail:Smtp:Password", out var secret));
        Assert.Equal("hush", secret);
        Assert.Empty(provider.Problems);
    }

    [Fact]
    public void A_secret_given_twice_or_unreadable_is_named_and_not_shown()
    {
        using var file = new TemporaryFile("hush");

        var provider = new SecretFileProvider(
            new Dictionary<string, string>
            {
                ["Mail__Smtp__Password_FILE"] = file.Path,
                ["Mail__Smtp__Password"] = "other",
                ["ConnectionStrings__Ticketing_FILE"] = "/nowhere/connection",
            }
        );
        provider.Load();

        Assert.Equal(
            [
                "Mail__Smtp__Password_FILE: Mail__Smtp__Password is set too; set one of them",
                "ConnectionStrings__Ticketing_FILE: the file '/nowhere/connection' cannot be read",
            ],
            provider.Problems.Select(p => p.ToString())
        );
    }

    [Theory]
    [InlineData("GBP", 2)]
    [InlineData("JPY", 0)]
    [InlineData("ISK", 0)]
    [InlineData("HUF", 2)]
    [InlineData("KWD", 3)]
    public void A_currency_has_the_minor_unit_of_the_standard(string currency, int digits) =>
        Assert.Equal(digits, Currencies.MinorUnitDigits(currency));

    private static T Value<T>(IServiceProvider services)
        where T : class => services.GetRequiredService<IOptionsMonitor<T>>().CurrentValue;

    private sealed class TemporaryFile : IDisposable
    {
        public TemporaryFile(string content) => File.WriteAllText(Path, content);

        public string Path { get; } = System.IO.Path.GetTempFileName();

        public void Dispose() => File.Delete(Path);
    }
}
