using Microsoft.Extensions.DependencyInjection.Extensions;
using Ticketing.Features.GoLive.Checks;
using Ticketing.Features.GoLive.MailTest;
using Ticketing.Features.GoLive.PublicAddress;
using Ticketing.Features.GoLive.SenderDomain;
using Ticketing.Infrastructure.Hosting.Commands;
using Ticketing.Infrastructure.Notifications;

namespace Ticketing.Features.GoLive;

public static class GoLiveServices
{
    public static IServiceCollection AddGoLive(this IServiceCollection services)
    {
        services.TryAddSingleton<IPublicAddressProbe, HttpPublicAddressProbe>();
        services.TryAddSingleton<ITxtLookup, DnsTxtLookup>();
        return services
            .AddScoped<VenueProof>()
            .AddScoped<VenueAddress>()
            .AddScoped<SenderRecords>()
            .AddScoped<TestMails>()
            .AddScoped<GoLiveResults>()
            .AddScoped<RunGoLiveChecks>()
            .AddScoped<ICommand, CheckCommand>()
            .AddScoped<IEmailComposer, TestMailEmail>()
            .AddMailPriority(TestMails.MailKind, MailPriority.Awaited)
            .AddGoLiveCheck<DatabaseCheck>()
            .AddGoLiveCheck<AddressCheck>()
            .AddGoLiveCheck<TlsCheck>()
            .AddGoLiveCheck<ProxyCheck>()
            .AddGoLiveCheck<MailCheck>()
            .AddGoLiveCheck<DnsCheck>()
            .AddGoLiveCheck<PaymentCheck>()
            .AddGoLiveCheck<WebhookCheck>()
            .AddGoLiveCheck<ClockCheck>()
            .AddGoLiveCheck<DiskCheck>()
            .AddGoLiveCheck<PermissionsCheck>()
            .AddGoLiveCheck<BackupCheck>()
            .AddGoLiveCheck<SecondFactorCheck>()
            .AddGoLiveCheck<LegalCheck>();
    }

    /// <summary>Of two checks of a topic, the one registered last counts.</summary>
    public static IServiceCollection AddGoLiveCheck<TCheck>(this IServiceCollection services)
        where TCheck : class, IGoLiveCheck => services.AddScoped<IGoLiveCheck, TCheck>();
}
