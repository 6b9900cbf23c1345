from pathlib import Path

import pytest

from speakstar import config
from speakstar.adapters.settings import remember
from speakstar.core.fillers import FillerWords
from speakstar.errors import ConfigError


def test_flag_wins_over_environment_over_file_over_default(tmp_path: Path) -> None:
    assert config.load(home=str(tmp_path), environ={}).model is None
    (tmp_path / "speakstar.toml").write_text('model = "from-file"\n')
    assert config.load(home=str(tmp_path), environ={}).model == "from-file"
    environ = {"SPEAKSTAR_MODEL": "from-environment"}
    assert config.load(home=str(tmp_path), environ=environ).model == "from-environment"
    assert config.load(home=str(tmp_path), environ=environ, model="from-flag").model == "from-flag"


def test_home_flag_wins_over_environment_and_is_absolute(tmp_path: Path) -> None:
    environ = {"SPEAKSTAR_HOME": str(tmp_path / "environment")}
    assert config.load(environ=environ).home == tmp_path / "environment"
    assert config.load(home=str(tmp_path / "flag"), environ=environ).home == tmp_path / "flag"
    assert config.load(home="relative", environ={}).home.is_absolute()
    assert config.load(environ={}).home.name == "speakstar"


@pytest.mark.parametrize("text", ["", "nan-sense", "0", "4", "99999", "-3"])
def test_a_cap_that_cannot_be_used_is_refused_with_its_value(tmp_path: Path, text: str) -> None:
    (tmp_path / "speakstar.toml").write_text(f'cap_s = "{text}"\n')
    with pytest.raises(ConfigError) as caught:
        config.load(home=str(tmp_path), environ={})
    assert repr(text) in str(caught.value)
    assert "speakstar.toml" in str(caught.value)


def test_a_broken_settings_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "speakstar.toml").write_text("model = \n")
    with pytest.raises(ConfigError, match=r"speakstar\.toml cannot be read"):
        config.load(home=str(tmp_path), environ={})


def test_a_misspelt_setting_in_the_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "speakstar.toml").write_text("own_filers = ['basically']\n")
    with pytest.raises(ConfigError, match=r"no setting 'own_filers' in .*speakstar\.toml") as caught:
        config.load(home=str(tmp_path), environ={})
    assert "Did you mean own_fillers?" in str(caught.value.hint)


def test_remember_keeps_comments_and_other_settings(tmp_path: Path) -> None:
    path = tmp_path / "new" / "speakstar.toml"
    remember(path, "device", "Røde ünder the desk")
    path.write_text("# mine\n" + path.read_text(encoding="utf-8") + "cap_s = 60\n", encoding="utf-8")
    remember(path, "device", "Built-in")
    text = path.read_text(encoding="utf-8")
    assert "# mine" in text
    loaded = config.load(home=str(path.parent), environ={})
    assert (loaded.device, loaded.cap_s) == ("Built-in", 60.0)
    assert [p.name for p in path.parent.iterdir()] == ["speakstar.toml"]


def test_parse_turns_typed_settings_into_values() -> None:
    assert config.parse("cap_s", "75") == 75.0
    assert config.parse("model", "small.en") == "small.en"
    with pytest.raises(ConfigError, match="no setting 'colour'"):
        config.parse("colour", "blue")


def test_words_are_an_array_or_have_commas_between_them(tmp_path: Path) -> None:
    (tmp_path / "speakstar.toml").write_text(
        'own_fillers = ["basically", " at the end "]\nexcused_fillers = "so, ok,"\n'
    )
    loaded = config.load(home=str(tmp_path), environ={})
    assert loaded.filler_words == FillerWords(own=("basically", "at the end"), excused=("so", "ok"))
    environ = {"SPEAKSTAR_OWN_FILLERS": "you see, right"}
    assert config.load(home=str(tmp_path), environ=environ).own_fillers == ("you see", "right")
    assert config.parse("own_fillers", "") == ()


def test_words_that_were_kept_are_read_back(tmp_path: Path) -> None:
    remember(tmp_path / "speakstar.toml", "own_fillers", ("basically", "naïve “quote”"))
    assert config.load(home=str(tmp_path), environ={}).own_fillers == ("basically", "naïve “quote”")


@pytest.mark.parametrize(
    "value", ["5", "true", '["um", 3]', '"..."', '["one two three four five six seven eight nine"]', "{ a = 1 }"]
)
def test_words_that_cannot_be_used_are_refused(tmp_path: Path, value: str) -> None:
    (tmp_path / "speakstar.toml").write_text(f"own_fillers = {value}\n")
    with pytest.raises(ConfigError, match=r"own_fillers = .* cannot be used") as caught:
        config.load(home=str(tmp_path), environ={})
    assert "with commas between them" in str(caught.value.hint)
