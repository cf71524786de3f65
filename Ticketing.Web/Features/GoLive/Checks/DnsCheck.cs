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
            return GoLiveFinding.Warn("Mail:From is not set, so there is no domain of a sender to look up.");
        }

        var domain = sender.Host.ToLowerInvariant();
        if (await records.DescribeSpfAsync(domain, ct) is not { } spf)
        {
            return GoLiveFinding.CannotTell($"DNS did not answer for {domain}, the domain of Mail:From.");
        }

        var dmarc = await records.DescribeDmarcAsync(domain, ct);
        var dkim = await records.DescribeDkimAsync(domain, mail.DkimSelector, ct);
        return GoLiveFinding.Combine(
            spf,
            dmarc ?? GoLiveFinding.CannotTell($"DNS did not answer for the DMARC record of {domain}."),
            dkim ?? GoLiveFinding.CannotTell($"DNS did not answer for the DKIM key of {domain}.")
        );
    }
}
