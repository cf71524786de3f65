using System.Globalization;
using Ticketing.Infrastructure.Data.Editing;
using Ticketing.Infrastructure.Languages;
using Ticketing.Infrastructure.Localization;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Messages.Editing;

/// <summary>As typed by staff. Times are in the zone of the event.</summary>
public sealed record MessageForm
{
    /// <summary>Name of a <see cref="MessageTopic"/>.</summary>
    public string Topic
    {
        get;
        set => field = InputText.SingleLine(value);
    } = nameof(MessageTopic.Order);
    public string Subject
    {
        get;
        set => field = InputText.SingleLine(value);
    } = "";
    public string Body
    {
        get;
        set => field = InputText.MultiLine(value);
    } = "";

    /// <summary>By <see cref="GetKey"/>.</summary>
    public Dictionary<string, string> Translations
    {
        get;
        set => field = value ?? [];
    } = [];

    /// <summary>Name of a <see cref="MessageTiming"/>.</summary>
    public string Timing
    {
        get;
        set => field = InputText.SingleLine(value);
    } = nameof(MessageTiming.Now);
    public LocalTimeInput SendAt
    {
        get;
        set => field = value ?? new();
    } = new();
    public string Delay
    {
        get;
        set => field = InputText.SingleLine(value);
    } = "";

    /// <summary>Name of a <see cref="MessageDelayUnit"/>.</summary>
    public string DelayUnit
    {
        get;
        set => field = InputText.SingleLine(value);
    } = nameof(MessageDelayUnit.Days);
    public MessageFilterForm Filter
    {
        get;
        set => field = value ?? new();
    } = new();

    internal static IReadOnlyList<EditableField<MessageForm>> Fields(IEnumerable<Language> languages) =>
        [
            new(T["Topic"], f => f.Topic, (from, to) => to.Topic = from.Topic),
            new(T["Subject"], f => f.Subject, (from, to) => to.Subject = from.Subject),
            new(T["Message"], f => f.Body, (from, to) => to.Body = from.Body),
            .. languages.SelectMany(language =>
                new[] { nameof(Subject), nameof(Body) }
                    .Select(name => GetKey(language, name))
                    .Select(key => new EditableField<MessageForm>(
                        language.Name,
                        f => f.GetTranslation(key),
                        (from, to) => to.Translations[key] = from.GetTranslation(key)
                    ))
            ),
            new(T["To"], f => f.Filter.ToString(), (from, to) => to.Filter = from.Filter),
            new(
                T["When"],
                f => $"{f.Timing} {f.SendAt} {f.Delay} {f.DelayUnit}",
                (from, to) => (to.Timing, to.SendAt, to.Delay, to.DelayUnit) = (from.Timing, from.SendAt, from.Delay, from.DelayUnit)
            ),
        ];

    /// <summary>"Subject-de".</summary>
    public static string GetKey(Language language, string name) => $"{name}-{language.Tag}";

    public string GetTranslation(string key) =>
        key.StartsWith($"{nameof(Subject)}-", StringComparison.Ordinal)
            ? InputText.SingleLine(Translations.GetValueOrDefault(key))
            : InputText.MultiLine(Translations.GetValueOrDefault(key));

    public static MessageForm From(EventMessage message, string zone, IEnumerable<Language> languages) =>
        new()
        {
            Topic = message.Topic.ToString(),
            Subject = message.Subject,
            Body = message.Body,
            Translations = (
                from language in languages
                from name in new[] { nameof(Subject), nameof(Body) }
                select (Key: GetKey(language, name), Text: message.Translations.Find(language.Tag, name) ?? "")
            ).ToDictionary(text => text.Key, text => text.Text),
            Timing = message.Timing.ToString(),
            SendAt = LocalTimeConverter.ToInput(message.SendAt, zone),
            Delay = message.Delay > 0 ? message.Delay.ToString(CultureInfo.InvariantCulture) : "",
            DelayUnit = message.DelayUnit.ToString(),
            Filter = new MessageFilterForm
            {
                TicketTypeIds = [.. message.TicketTypeIds.Select(id => id.ToString())],
                Channel = message.Channel?.ToString() ?? "",
                Admission = message.Admission.ToString(),
            },
        };
}

/// <summary>The buyers that a message is for.</summary>
public sealed record MessageFilterForm
{
    /// <summary>None for all.</summary>
    public IList<string> TicketTypeIds
    {
        get;
        set => field = value ?? [];
    } = [];

    /// <summary>Name of an <see cref="Orders.OrderChannel"/>; empty for all.</summary>
    public string Channel
    {
        get;
        set => field = InputText.SingleLine(value);
    } = "";

    /// <summary>Name of an <see cref="AdmissionFilter"/>.</summary>
    public string Admission
    {
        get;
        set => field = InputText.SingleLine(value);
    } = nameof(AdmissionFilter.All);

    public override string ToString() => string.Join(' ', [.. TicketTypeIds, Channel, Admission]);
}
