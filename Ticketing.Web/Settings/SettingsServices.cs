using Microsoft.Extensions.DependencyInjection.Extensions;
using Ticketing.Settings.Saved;

namespace Ticketing.Settings;

public static class SettingsServices
{
    public static IServiceCollection AddVenueSettings(this IServiceCollection services) => services
        .AddSingleton(TimeProvider.System)
        .AddSingleton<VenueClock>()
        .AddSettings<SiteOptions>()
        .AddSettings<PricingOptions>()
        .AddSettings<HoldOptions>()
        .AddSettings<CheckoutOptions>()
        .AddSettings<PaymentOptions>()
        .AddSettings<MailOptions>()
        .AddSettings<NotificationOptions>()
        .AddSettings<DatabaseOptions>()
        .AddSettings<StorageOptions>()
        .AddSettings<ProxyOptions>()
        .AddSettings<RateLimitingOptions>()
        .AddSettings<DemoOptions>()
        .AddSingleton<SettingsTrial>();

    public static IServiceCollection AddSettings<T>(this IServiceCollection services) where T : class, ISettings, new()
    {
        services.AddOptions<T>().BindConfiguration(T.Section);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<SettingsSection, SettingsSection<T>>());
        return services;
    }
}

public abstract class SettingsSection
{
    public abstract string Section { get; }

    public abstract IReadOnlyList<SettingProblem> FindProblems(IConfiguration configuration, IHostEnvironment environment);
}

public sealed class SettingsSection<T> : SettingsSection where T : class, ISettings, new()
{
    public override string Section => T.Section;

    public override IReadOnlyList<SettingProblem> FindProblems(IConfiguration configuration, IHostEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var problems = new SettingFindings(T.Section, environment);
        var settings = new T();
        SettingsReader.Read(configuration.GetSection(T.Section), settings, "", problems);
        settings.Check(problems);
        return problems.Problems;
    }
}
