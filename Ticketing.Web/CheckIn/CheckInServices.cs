namespace Ticketing.CheckIn;

public static class CheckInServices
{
    public static IServiceCollection AddCheckIn(this IServiceCollection services) => services
        .AddScoped<AdmitTicket>()
        .AddScoped<UndoAdmission>()
        .AddScoped<DoorBook>()
        .AddScoped<DoorCounts>()
        .AddScoped<DoorList>()
        .AddScoped<DoorEvents>();
}
