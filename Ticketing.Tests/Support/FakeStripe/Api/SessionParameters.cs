using System.Net.Mail;

namespace Ticketing.Tests.Support.FakeStripe.Api;

internal static class SessionParameters
{
    private const int MaxDescriptorLength = 22;
    private const int MaxUrlLength = 5000;

    private static readonly string[] KnownMethods =
    [
        .. (
            "acss_debit affirm afterpay_clearpay alipay alma amazon_pay au_becs_debit bacs_debit bancontact billie blik boleto card "
            + "cashapp customer_balance eps fpx giropay grabpay ideal kakao_pay klarna konbini kr_card link mobilepay multibanco "
            + "naver_pay nz_bank_account oxxo p24 pay_by_bank payco paynow paypal payto pix promptpay revolut_pay samsung_pay "
            + "satispay sepa_debit sofort swish twint us_bank_account wechat_pay zip"
        ).Split(' '),
    ];

    private static readonly string[] EchoedNames =
    [
        "locale",
        "submit_type",
        "billing_address_collection",
        "customer_creation",
        "integration_identifier",
    ];

    public static FakeSession Read(ApiRequest request, Account account)
    {
        var asked = request.Parameters;
        RefuseMethodTypes(asked);
        _ = asked.OneOf("mode", "payment") ?? throw asked.Missing("mode");
        _ = asked.OneOf("ui_mode", "hosted_page");
        asked.Ignore(
            "adaptive_pricing",
            "after_expiration",
            "automatic_tax",
            "branding_settings",
            "consent_collection",
            "custom_text",
            "invoice_creation",
            "name_collection",
            "payment_method_options",
            "phone_number_collection",
            "wallet_options"
        );
        var lines = Lines(asked, out var currency);
        StripeCurrencies.CheckTotal(currency, lines.Sum(line => line.Total), "line_items");
        var payment = asked.Object("payment_intent_data");
        payment?.Ignore("capture_method", "receipt_email");
        _ = payment?.Text("statement_descriptor", MaxDescriptorLength);
        _ = payment?.Text("statement_descriptor_suffix", MaxDescriptorLength);
        var allowed = Methods(asked, "allowed_payment_method_types");
        var excluded = Methods(asked, "excluded_payment_method_types");
        var now = account.Now;
        var id = Account.NewId(account.IsLive ? "cs_live_" : "cs_test_", 58);
        return new FakeSession
        {
            Id = id,
            CreatedAt = now,
            IsLive = account.IsLive,
            Url = $"{request.Origin}/c/pay/{id}",
            ExpiresAt = ExpiresAt(asked, now),
            Lines = lines,
            Currency = currency,
            SuccessUrl = Url(asked, "success_url") ?? throw asked.Missing("success_url"),
            CancelUrl = Url(asked, "cancel_url"),
            ClientReferenceId = asked.Text("client_reference_id", maxLength: 200),
            CustomerEmail = Email(asked),
            Metadata = asked.Metadata(),
            PaymentMetadata = payment?.Metadata() ?? new Dictionary<string, string>(),
            PaymentDescription = payment?.Text("description", maxLength: 1000),
            AllowedMethods = allowed,
            Methods = account.GetMethods(currency, allowed, excluded),
            EchoedParameters = EchoedNames
                .Where(name => asked.Text(name) is not null)
                .ToDictionary(name => name, name => asked.Text(name)!),
        };
    }

    // Removed in the API version of autumn 2026: the account's methods are offered and can only be narrowed.
    private static void RefuseMethodTypes(RequestParameters asked)
    {
        if (asked.Texts("payment_method_types").Count > 0)
        {
            throw new ApiErrorException(
                400,
                "The payment_method_types parameter is no longer supported. Use allowed_payment_method_types instead.",
                "payment_method_types_no_longer_supported",
                "payment_method_types"
            );
        }
    }

    private static List<FakeLineItem> Lines(RequestParameters asked, out string currency)
    {
        var items = asked.Items("line_items");
        if (items.Count == 0)
        {
            throw asked.Missing("line_items");
        }

        if (items.Count > 100)
        {
            throw new ApiErrorException(
                400,
                "A Checkout Session can have at most 100 line items.",
                "array_max_items_exceeded",
                "line_items"
            );
        }

        var priced = items.Select(item => (Line: Line(item, out var its), Currency: its)).ToList();
        currency = priced[0].Currency;
        return priced.TrueForAll(line => line.Currency == priced[0].Currency)
            ? [.. priced.Select(line => line.Line)]
            : throw new ApiErrorException(400, "All prices on a Checkout Session must use the same currency.", param: "line_items");
    }

    private static FakeLineItem Line(RequestParameters item, out string currency)
    {
        var price = item.RequiredObject("price_data");
        var product = price.RequiredObject("product_data");
        product.Ignore("images", "metadata", "tax_code", "unit_label");
        price.Ignore("tax_behavior");
        item.Ignore("metadata");
        currency = StripeCurrencies.Read(price, "currency");
        var amount = price.RequiredInteger("unit_amount", min: 0);
        StripeCurrencies.CheckGranularity(currency, amount, price.PathOf("unit_amount"));
        StripeCurrencies.CheckMaximum(currency, amount, "line_items");
        return new FakeLineItem(
            Account.NewId("li_1", 23),
            product.RequiredText("name"),
            product.Text("description", maxLength: 40_000),
            amount,
            item.RequiredInteger("quantity", min: 1, max: 999_999)
        );
    }

    private static IReadOnlyList<string> Methods(RequestParameters asked, string name)
    {
        var methods = asked.Texts(name);
        return methods.FirstOrDefault(method => !KnownMethods.Contains(method)) is { } unknown
            ? throw new ApiErrorException(
                400,
                $"Invalid {name}[{methods.ToList().IndexOf(unknown)}]: must be one of {string.Join(", ", KnownMethods)}",
                param: name
            )
            : methods;
    }

    private static DateTimeOffset ExpiresAt(RequestParameters asked, DateTimeOffset now)
    {
        if (asked.Integer("expires_at") is not { } seconds)
        {
            return now.AddHours(24);
        }

        return seconds < now.AddMinutes(30).ToUnixTimeSeconds()
                ? throw new ApiErrorException(
                    400,
                    "The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.",
                    param: "expires_at"
                )
            : seconds > now.AddHours(24).ToUnixTimeSeconds()
                ? throw new ApiErrorException(
                    400,
                    "The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.",
                    param: "expires_at"
                )
            : DateTimeOffset.FromUnixTimeSeconds(seconds);
    }

    private static string? Url(RequestParameters asked, string name) =>
        asked.Text(name, maxLength: int.MaxValue) is not { } text ? null
        : text.Length > MaxUrlLength
            ? throw new ApiErrorException(400, $"Invalid URL: URL must be {MaxUrlLength} characters or less.", param: name)
        : Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? text
        : throw new ApiErrorException(400, "Not a valid URL", "url_invalid", name);

    private static string? Email(RequestParameters asked) =>
        asked.Text("customer_email", maxLength: 800) is not { } text ? null
        : MailAddress.TryCreate(text, out var address) && address.Address == text && address.Host.Contains('.', StringComparison.Ordinal)
            ? text
        : throw new ApiErrorException(400, $"Invalid email address: {text}", "email_invalid", "customer_email");
}
