using System.Globalization;
using Ticketing.Features.Events;
using Ticketing.Features.Orders;
using Ticketing.Infrastructure.Languages;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Features.Messages.Editing;

/// <summary>Parses and validates a <see cref="MessageForm"/>; errors by field name.</summary>
internal sealed class ParsedMessageForm
{
    private const int MaxDelay = 90;
    private readonly Event @event;
    private readonly DateTimeOffset now;

    public ParsedMessageForm(MessageForm form, Event @event, MessageRules rules, DateTimeOffset now)
    {
        (this.@event, this.now) = (@event, now);
        Topic = ParseName<MessageTopic>(form.Topic) is { } topic && rules.MayChoose(topic) ? topic : null;
        Require(
            nameof(form.Topic),
            Topic is not null,
            form.Topic == nameof(MessageTopic.News)
                ? T["News is switched off in the settings. Only a message about their tickets can be sent."]
                : T["Choose what the message is about."]
        );
        ParseText(nameof(form.Subject), form.Subject, EventMessage.MaxSubjectLength, T["Enter a subject."]);
        ParseText(nameof(form.Body), form.Body, EventMessage.MaxBodyLength, T["Enter a message."]);
        Translations = rules.Languages.Aggregate(TextTranslations.None, (texts, language) => ParseTranslation(form, language, texts));
        TicketTypeIds = ParseTypes(form.Filter);
        Channel = ParseName<OrderChannel>(form.Filter.Channel);
        Require("Channel", form.Filter.Channel.Length == 0 || Channel is not null, T["Choose where the tickets were bought."]);
        Admission = ParseName<AdmissionFilter>(form.Filter.Admission) ?? AdmissionFilter.All;
        ParseTiming(form);
    }

    public Dictionary<string, string> Errors { get; } = [];
    public MessageTopic? Topic { get; }
    public TextTranslations Translations { get; }
    public IReadOnlyList<Guid> TicketTypeIds { get; }
    public OrderChannel? Channel { get; }
    public AdmissionFilter Admission { get; }
    public MessageTiming Timing { get; private set; }
    public DateTimeOffset? SendAt { get; private set; }
    public int Delay { get; private set; }
    public MessageDelayUnit DelayUnit { get; private set; }

    public void ApplyTo(EventMessage message, MessageForm form)
    {
        (message.Topic, message.Subject, message.Body) = (Topic!.Value, form.Subject, form.Body);
        message.Translations = Translations;
        (message.TicketTypeIds, message.Channel, message.Admission) = (TicketTypeIds, Channel, Admission);
        (message.Timing, message.SendAt, message.Delay, message.DelayUnit) = (Timing, SendAt, Delay, DelayUnit);
    }

    private void ParseText(string field, string text, int maxLength, string missing)
    {
        Require(field, text.Length > 0, missing);
        Require(field, text.Length <= maxLength, T["At most {0} characters; these are {1}.", maxLength, text.Length]);
    }

    private TextTranslations ParseTranslation(MessageForm form, Language language, TextTranslations texts)
    {
        var (subjectKey, bodyKey) = (
            MessageForm.GetKey(language, nameof(EventMessage.Subject)),
            MessageForm.GetKey(language, nameof(EventMessage.Body))
        );
        var (subject, body) = (form.GetTranslation(subjectKey), form.GetTranslation(bodyKey));
        if (subject.Length + body.Length == 0)
        {
            return texts;
        }

        ParseText(subjectKey, subject, EventMessage.MaxSubjectLength, T["Translate the subject too."]);
        ParseText(bodyKey, body, EventMessage.MaxBodyLength, T["Translate the message too."]);
        return texts.With(language.Tag, nameof(EventMessage.Subject), subject).With(language.Tag, nameof(EventMessage.Body), body);
    }

    private List<Guid> ParseTypes(MessageFilterForm filter)
    {
        var ids = filter.TicketTypeIds.Select(id => Guid.TryParse(id, out var parsed) ? parsed : Guid.Empty).Distinct().ToList();
        Require(
            "TicketTypeIds",
            ids.TrueForAll(id => @event.TicketTypes.Any(type => type.Id == id)),
            T["Choose ticket types of this event."]
        );
        return ids;
    }

    private void ParseTiming(MessageForm form)
    {
        Require(nameof(form.Timing), ParseName<MessageTiming>(form.Timing) is not null, T["Choose when to send it."]);
        Timing = ParseName<MessageTiming>(form.Timing) ?? MessageTiming.Now;
        if (Timing == MessageTiming.AtTime)
        {
            SendAt = LocalTimeConverter.Parse(form.SendAt, @event.TimeZone).GetOrAddError(Errors, nameof(form.SendAt));
            Require(nameof(form.SendAt), SendAt is not null, T["Enter a date and time."]);
        }
        else if (Timing != MessageTiming.Now)
        {
            var good =
                int.TryParse(form.Delay, NumberStyles.None, CultureInfo.InvariantCulture, out var delay) && delay is > 0 and <= MaxDelay;
            Require(nameof(form.Delay), good, T["Enter a whole number from 1 to {0}.", MaxDelay]);
            (Delay, DelayUnit) = (good ? delay : 0, ParseName<MessageDelayUnit>(form.DelayUnit) ?? MessageDelayUnit.Days);
        }

        if (Errors.Count == 0 && Timing != MessageTiming.Now)
        {
            RequireFuture(Timing == MessageTiming.AtTime ? nameof(form.SendAt) : nameof(form.Delay));
        }
    }

    private void RequireFuture(string field)
    {
        var planned = new EventMessage
        {
            EventId = @event.Id,
            CreatedAt = now,
            CreatedBy = "",
            Timing = Timing,
            SendAt = SendAt,
            Delay = Delay,
            DelayUnit = DelayUnit,
        };
        Require(field, planned.FindDueTime(@event) is not { } due || due > now, T["That time has passed."]);
    }

    private void Require(string field, bool condition, string message)
    {
        if (!condition)
        {
            Errors.TryAdd(field, message);
        }
    }

    private static TEnum? ParseName<TEnum>(string name)
        where TEnum : struct, Enum =>
        Enum.TryParse<TEnum>(name, out var value) && Enum.IsDefined(value) && !int.TryParse(name, out _) ? value : null;
}
