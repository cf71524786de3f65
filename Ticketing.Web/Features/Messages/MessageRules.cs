using Microsoft.Extensions.Options;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Languages;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Features.Messages;

/// <summary>The venue's settings for messages.</summary>
public sealed class MessageRules(SiteLanguages languages, IOptionsMonitor<MessageOptions> options)
{
    /// <summary>The shop’s languages without its default, for translations of a message.</summary>
    public IReadOnlyList<Language> Languages => [.. languages.All.Where(language => language != languages.Default)];

    public Language Default => languages.Default;

    public bool AllowsNews => options.CurrentValue.AllowNews;

    public bool RemindsByDefault => options.CurrentValue.RemindBuyers;

    public TimeSpan RemindBefore => options.CurrentValue.RemindBefore;

    public bool MayChoose(MessageTopic topic) => topic == MessageTopic.Order || (topic == MessageTopic.News && AllowsNews);
}
