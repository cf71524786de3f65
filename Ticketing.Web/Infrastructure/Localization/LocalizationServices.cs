namespace Ticketing.Infrastructure.Localization;

public static class LocalizationServices
{
    public static IServiceCollection AddVenueClock(this IServiceCollection services) => services.AddSingleton<VenueClock>();
}
