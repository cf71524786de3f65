using Ticketing.Infrastructure.Configuration.Sections;

namespace Ticketing.Infrastructure.Configuration.Saved;

public sealed record EditableSettings(
    SiteOptions Site,
    LanguageOptions Languages,
    PricingOptions Pricing,
    HoldOptions Holds,
    CheckoutOptions Checkout,
    OrderOptions Orders,
    EmbedOptions Embed,
    MessageOptions Messages
)
{
    internal static readonly IReadOnlyList<string> Sections =
    [
        SiteOptions.Section,
        LanguageOptions.Section,
        PricingOptions.Section,
        HoldOptions.Section,
        CheckoutOptions.Section,
        OrderOptions.Section,
        EmbedOptions.Section,
        MessageOptions.Section,
    ];

    internal static EditableSettings From(IConfiguration configuration) =>
        new(
            Read<SiteOptions>(configuration),
            Read<LanguageOptions>(configuration),
            Read<PricingOptions>(configuration),
            Read<HoldOptions>(configuration),
            Read<CheckoutOptions>(configuration),
            Read<OrderOptions>(configuration),
            Read<EmbedOptions>(configuration),
            Read<MessageOptions>(configuration)
        );

    private static T Read<T>(IConfiguration configuration)
        where T : class, IValidatedOptions, new() => configuration.GetSection(T.Section).Get<T>() ?? new T();
}
