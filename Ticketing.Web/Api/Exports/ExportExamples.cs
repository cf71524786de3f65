namespace Ticketing.Api.Exports;

/// <summary>For the documentation.</summary>
internal static class ExportExamples
{
    public const string Orders =
        "Reference,Receipt,Event,Event date,Ordered,Paid,Status,Channel,Buyer,E-mail,Phone,Tickets,Face value,Booking fee,Tax rate,Tax,"
        + "Total,Refunded,Currency,Paid with,Payment reference,Company,Company address,Company tax number,Promo code,Discount";

    public const string Attendees = """
        Order,Ticket,Attendee,Category,Event,Event date,Status,Checked in,Buyer's e-mail
        BCDF-2345,1,Ada Lovelace,Standing,Nadia Karim Quartet,2026-11-27T20:15:00+00:00,Valid,,ada@example.com
        """;

    public const string Sales = """
        Day,Event,Event date,Channel,Currency,Orders,Tickets,Face value,Booking fee,Total,Refunds
        2026-11-20,Nadia Karim Quartet,2026-11-27T20:15:00+00:00,Online,GBP,2,3,42.00,3.00,45.00,15.00
        """;
}
