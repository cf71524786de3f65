using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Events.Editing;
using Ticketing.Features.Events.Inventory;
using Ticketing.Features.Events.Posters;
using Ticketing.Features.Events.Translations;
using Ticketing.Infrastructure.Hosting.BackgroundJobs;

namespace Ticketing.Features.Events;

public static class EventServices
{
    public static IServiceCollection AddEvents(this IServiceCollection services) =>
        services
            .AddScoped<Stock>()
            .AddScoped<WaitingListStock>()
            .AddScoped<EventCatalogue>()
            .AddScoped<OpenEvents>()
            .AddSingleton<SaleRules>()
            .AddSingleton<FreeTicketRules>()
            .AddSingleton<Pricing>()
            .AddSingleton<AvailabilityCalculator>()
            .AddSingleton<EventSaleStatuses>()
            .AddSingleton<StructuredData>()
            .AddSingleton<EventCalendar>()
            .AddSingleton<EventPosters>()
            .AddScoped<PosterStore>()
            .AddScoped<EventQueries>()
            .AddScoped<EventListQueries>()
            .AddScoped<EventLoader>()
            .AddScoped<EventSlugs>()
            .AddScoped<CreateEvent>()
            .AddScoped<EditEvent>()
            .AddScoped<EditTicketType>()
            .AddScoped<EditTranslations>()
            .AddScoped<PublishEvent>()
            .AddScoped<SchedulePublication>()
            .AddScoped<ArchiveDraft>()
            .AddBackgroundJob<ScheduledPublicationJob>(ScheduledPublicationJob.Interval)
            .AddScoped<EventWebhooks>()
            .AddScoped<DuplicateEvent>()
            .AddScoped<EditPoster>()
            .AddSingleton<PosterRenderer>();
}
