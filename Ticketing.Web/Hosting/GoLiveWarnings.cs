using Microsoft.Extensions.Options;
using Ticketing.Settings;

namespace Ticketing.Hosting;

/// <summary>Settings that are allowed and right for trying things out, but that an operator who sells to real buyers must know of.</summary>
public static partial class GoLiveWarnings
{
    public static void WarnBeforeRealBuyers(this WebApplication app)
    {
        if (app.Environment.IsDevelopment())
        {
            return;
        }

        if (app.Services.GetRequiredService<IOptions<MailOptions>>().Value.Transport == MailTransport.Pickup)
        {
            MailsStayHere(app.Logger, app.Services.GetRequiredService<StorageFolder>().Root);
        }

        if (app.Services.GetRequiredService<IOptions<PaymentOptions>>().Value.Provider == PaymentProvider.None)
        {
            NoPayments(app.Logger);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mail:Transport is Pickup: mails become files in {Folder} and reach no buyer")]
    private static partial void MailsStayHere(ILogger logger, string folder);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Payments:Provider is None: tickets that cost something are not on sale")]
    private static partial void NoPayments(ILogger logger);
}
