namespace Ticketing.Notifications;

public static class NotificationServices
{
    public static IServiceCollection AddNotifications(this IServiceCollection services) => services.AddScoped<Outbox>();
}
