using Ticketing.Events.Editing;
using Ticketing.Events.Posters;

namespace Ticketing.Events;

public static class EventServices
{
    public static IServiceCollection AddEvents(this IServiceCollection services) => services
        .AddScoped<Stock>()
        .AddScoped<Catalogue>()
        .AddSingleton<SaleRules>()
        .AddSingleton<Pricing>()
        .AddSingleton<Offers>()
        .AddSingleton<StructuredData>()
        .AddSingleton<EventCalendar>()
        .AddSingleton<EventPosters>()
        .AddScoped<PosterShelf>()
        .AddScoped<EventDesk>()
        .AddScoped<EventList>()
        .AddScoped<EventRows>()
        .AddScoped<Slugs>()
        .AddScoped<EditEvent>()
        .AddScoped<EditTicketType>()
        .AddScoped<PublishEvent>()
        .AddScoped<DuplicateEvent>()
        .AddScoped<PosterUploads>()
        .AddSingleton<PosterPress>();
}
