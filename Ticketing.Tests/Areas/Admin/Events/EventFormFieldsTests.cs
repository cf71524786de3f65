using Ticketing.Areas.Admin.Pages.Events;
using Ticketing.Features.Events.Editing;
using Xunit;

namespace Ticketing.Tests.Areas.Admin.Events;

public sealed class EventFormFieldsTests
{
    [Fact]
    public void No_field_of_the_form_is_lost_on_the_page_that_asks_before_it_is_saved()
    {
        var posted = EventFormFields.Get(new EventForm()).Select(field => field.Key.Split('.')[1]).Distinct().Order();
        Assert.Equal(typeof(EventForm).GetProperties().Select(property => property.Name).Order(), posted);
    }
}
