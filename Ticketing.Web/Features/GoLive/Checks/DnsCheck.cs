using System.Net.Mail;
using Microsoft.Extensions.Options;
using Ticketing.Features.GoLive.SenderDomain;
using Ticketing.Infrastructure.Configuration.Sections;

namespace Ticketing.Features.GoLive.Checks;

internal sealed class DnsCheck(SenderRecords records, IOptionsMonitor<MailOptions> options) : IGoLiveCheck
{
    public string Topic => GoLiveTopics.Dns;

    public bool NeedsDatabase => false;

    public TimeSpan TimeLimit => TimeSpan.FromSeconds(20);

    public async Task<GoLiveFinding> CheckAsync(CancellationToken ct)
    {
        var mail = options.CurrentValue;
        if (!MailAddress.TryCreate(mail.From, out var sender))
        {
            return GoLiveFinding.Warn(T["The sender’s address is not set (Mail:From), so there is no domain to look up."]);
        }

        var domain = sender.Host.ToLowerInvariant();
        if (await records.DescribeSpfAsync(domain, ct) is not { } spf)
        {
            return GoLiveFinding.CannotTell(T["DNS did not answer for {0}, the domain of the sender’s address.", domain]);
        }

        var dmarc = await records.DescribeDmarcAsync(domain, ct);
        var dkim = await records.DescribeDkimAsync(domain, mail.DkimSelector, ct);
        return GoLiveFinding.Combine(
            spf,
            dmarc ?? GoLiveFinding.CannotTell(T["DNS did not answer for the DMARC record of {0}.", domain]),
            dkim ?? GoLiveFinding.CannotTell(T["DNS did not answer for the DKIM key of {0}.", domain])
        );
    }
}
