using Microsoft.Extensions.Options;
using Ticketing.Infrastructure.Configuration;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Infrastructure.Hosting.Startup;

/// <summary>Settings that are fine for testing only.</summary>
public static partial class GoLiveWarnings
{
    public static void LogGoLiveWarnings(this WebApplication app)
    {
        if (app.Environment.IsDevelopment())
        {
            return;
        }

        if (app.Services.GetRequiredService<IOptions<MailOptions>>().Value.Transport == MailTransport.Pickup)
        {
            MailNotSent(app.Logger, app.Services.GetRequiredService<StorageFolder>().Root);
        }

        if (app.Services.FindUnverifiedDatabaseHost() is { } host)
        {
            DatabaseNotVerified(app.Logger, host);
        }

        switch (app.Services.GetRequiredService<IOptions<PaymentOptions>>().Value)
        {
            case { Provider: PaymentProvider.None }:
                NoPayments(app.Logger);
                break;
            case { Provider: PaymentProvider.Stripe, Stripe.IsLive: false }:
                TestKeys(app.Logger);
                break;
            case { Provider: PaymentProvider.Sandbox }:
                Sandbox(app.Logger);
                break;
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Mail:Transport is Pickup: mails are written to {Folder} and are not sent to buyers"
    )]
    private static partial void MailNotSent(ILogger logger, string folder);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Others could read or change what is sent to the database on {Host}. Add SSL Mode=VerifyFull to "
            + "ConnectionStrings:Ticketing, unless {Host} is a container on this machine"
    )]
    private static partial void DatabaseNotVerified(ILogger logger, string host);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Payments:Provider is None: paid tickets are not on sale")]
    private static partial void NoPayments(ILogger logger);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Payments:Stripe:SecretKey is a test key: no money is taken, and real cards are declined"
    )]
    private static partial void TestKeys(ILogger logger);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Payments:Provider is Sandbox: no money is taken, and anyone can get tickets")]
    private static partial void Sandbox(ILogger logger);
}
