namespace Ticketing.Infrastructure.Localization;

public static class LocalizationServices
{
    public static IServiceCollection AddLanguages(this IServiceCollection services) =>
        services.AddSingleton<VenueClock>().AddSingleton<SiteLanguages>().AddSingleton<StaffLanguages>().AddSingleton<BuyerLinks>();
}
