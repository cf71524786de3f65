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

        if (PaymentModeWarning.Find(app.Services.GetRequiredService<IOptions<PaymentOptions>>().Value) is { } warning)
        {
            NoMoney(app.Logger, warning.Problem);
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Problem}")]
    private static partial void NoMoney(ILogger logger, string problem);
}
