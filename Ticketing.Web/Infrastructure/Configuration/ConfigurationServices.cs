using Microsoft.Extensions.DependencyInjection.Extensions;
using Ticketing.Infrastructure.Configuration.Checks;
using Ticketing.Infrastructure.Configuration.Saved;
using Ticketing.Infrastructure.Configuration.Sections;

namespace Ticketing.Infrastructure.Configuration;

public static class ConfigurationServices
{
    public static IServiceCollection AddConfigurationOptions(this IServiceCollection services) =>
        services
            .AddSingleton(TimeProvider.System)
            .AddValidatedOptions<SiteOptions>()
            .AddValidatedOptions<LanguageOptions>()
            .AddValidatedOptions<PricingOptions>()
            .AddValidatedOptions<EventOptions>()
            .AddValidatedOptions<HoldOptions>()
            .AddValidatedOptions<BudgetOptions>()
            .AddValidatedOptions<WaitingRoomOptions>()
            .AddValidatedOptions<CheckoutOptions>()
            .AddValidatedOptions<EmbedOptions>()
            .AddValidatedOptions<AccountOptions>()
            .AddValidatedOptions<RetentionOptions>()
            .AddValidatedOptions<OrderOptions>()
            .AddValidatedOptions<PaymentOptions>()
            .AddValidatedOptions<MailOptions>()
            .AddValidatedOptions<NotificationOptions>()
            .AddValidatedOptions<MessageOptions>()
            .AddValidatedOptions<WebhookOptions>()
            .AddValidatedOptions<DatabaseOptions>()
            .AddValidatedOptions<StorageOptions>()
            .AddValidatedOptions<BackupOptions>()
            .AddValidatedOptions<ProxyOptions>()
            .AddValidatedOptions<RateLimitingOptions>()
            .AddValidatedOptions<TelemetryOptions>()
            .AddValidatedOptions<MetricsOptions>()
            .AddValidatedOptions<DemoOptions>()
            .AddSingleton<SavedSettingsValidator>();

    public static IServiceCollection AddValidatedOptions<T>(this IServiceCollection services)
        where T : class, IValidatedOptions, new()
    {
        services.AddOptions<T>().BindConfiguration(T.Section);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<OptionsSection, OptionsSection<T>>());
        return services;
    }
}

public abstract class OptionsSection
{
    public abstract string Section { get; }

    public abstract IReadOnlyList<SettingProblem> FindProblems(IConfiguration configuration, IHostEnvironment environment);
}

public sealed class OptionsSection<T> : OptionsSection
    where T : class, IValidatedOptions, new()
{
    public override string Section => T.Section;

    public override IReadOnlyList<SettingProblem> FindProblems(IConfiguration configuration, IHostEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var problems = new SettingProblems(T.Section, environment);
        var settings = new T();
        OptionsReader.Read(configuration.GetSection(T.Section), settings, "", problems);
        settings.Validate(problems);
        return problems.Problems;
    }
}
