using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Delivery;
using Ticketing.Tests.Support.Mail;

namespace Ticketing.Tests.Support.Apps;

/// <summary>The mail server gives each scripted answer once, then accepts everything.</summary>
internal sealed class ScriptedMailVenue(DatabaseProvider database) : TicketingApp(database)
{
    public ConcurrentQueue<DeliveryOutcome> Answers { get; } = [];

    protected override void OverrideServices(IServiceCollection services) =>
        services.AddSingleton<IEmailComposer>(new TestComposer()).AddSingleton<IMailTransport>(new Transport(Answers));

    private sealed class Transport(ConcurrentQueue<DeliveryOutcome> answers) : IMailTransport
    {
        public Task<DeliveryOutcome> SendAsync(OutgoingMail mail, CancellationToken ct) =>
            Task.FromResult(answers.TryDequeue(out var answer) ? answer : new DeliveryOutcome.Accepted("250 Taken"));
    }
}
