using Ticketing.Features.Events;
using Xunit;

namespace Ticketing.Tests.Features.Events;

public sealed class ActTests
{
    [Theory]
    [InlineData("20:15 Ana Luz", "20:15", "Ana Luz")]
    [InlineData("9.05 Ana Luz", "09:05", "Ana Luz")]
    [InlineData("20:15 – Ana Luz", "20:15", "Ana Luz")]
    [InlineData("Ana Luz", null, "Ana Luz")]
    [InlineData("65daysofstatic", null, "65daysofstatic")]
    [InlineData("20:15ers", null, "20:15ers")]
    public void A_line_of_the_line_up_is_a_name_after_an_optional_time(string line, string? time, string name)
    {
        var act = Act.Read(line)!;
        Assert.Equal((time, name), (act.TimeText, act.Name));
        Assert.Equal(act, Act.Read(act.ToString()));
    }

    [Theory]
    [InlineData("25:10 Ana Luz")]
    [InlineData("20:75 Ana Luz")]
    [InlineData("20:15")]
    public void A_time_that_does_not_exist_or_has_no_act_cannot_be_read(string line) => Assert.Null(Act.Read(line));

    [Fact]
    public void Blank_lines_and_spaces_of_a_line_up_are_left_out() =>
        Assert.Equal(
            ["20:15 Ana Luz", "Paper Tigers"],
            Act.ReadAll("\n 20:15   Ana Luz \n\n\tPaper Tigers\n").Select(act => act.ToString())
        );
}
